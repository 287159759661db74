// Around everything else: what became of each request, as numbers and, if wanted, as a line of the log.
import type { MiddlewareHandler } from "hono";

import type { Log } from "../../domain/log.ts";
import type { Metrics } from "../metrics.ts";
import type { AppEnv } from "./app_env.ts";
import { routeOf } from "./route_of.ts";

interface ObserveRequestsDeps {
  metrics: Pick<Metrics, "countRefusal">;
  log: Pick<Log, "debug">;
}

export function createObserveRequests({ metrics, log }: ObserveRequestsDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const begun = performance.now();
    await next();
    const refused = c.get("refused");
    if (refused !== undefined) metrics.countRefusal(refused);
    log.debug("request", {
      requestId: c.get("requestId"),
      userId: c.get("session")?.user.id ?? null,
      address: c.get("address"),
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      refused,
      ms: Math.round(performance.now() - begun),
    });
  };
}
