// For monitoring: alive, ready, and metrics for this machine or with the token.
import { Hono } from "hono";

import { isSameSecret } from "../../domain/accounts/tokens.ts";
import type { Metrics } from "../metrics.ts";
import type { HttpEnv } from "./env.ts";

interface HealthDeps {
  metrics: Pick<Metrics, "render">;
  /** Why no traffic should come here now; null when it may. */
  whyNotReady: () => string | null;
  /** The setting METRICS_TOKEN. */
  metricsToken: string | null;
}

export function createHealthRoutes({ metrics, whyNotReady, metricsToken }: HealthDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get("/healthz", (c) => c.text("alive\n", 200, noStore))
    .get("/readyz", (c) => {
      const why = whyNotReady();
      return why === null ? c.text("ready\n", 200, noStore) : c.text(`${why}\n`, 503, noStore);
    })
    .get("/metrics", async (c, next) => {
      // Not for a request through a proxy on this machine.
      if (!c.get("isLocal") && !hasToken(c.req.header("authorization"))) return next();
      return c.text(await metrics.render(), 200, {
        ...noStore,
        "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
      });
    });

  function hasToken(authorization: string | undefined): boolean {
    const given = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
    return metricsToken !== null && given !== undefined && isSameSecret(given, metricsToken);
  }
}

const noStore = { "Cache-Control": "no-store" };
