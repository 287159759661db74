// Around everything else: what became of each request, as numbers.
import type { MiddlewareHandler } from "hono";

import type { Metrics } from "../metrics.ts";
import type { AppEnv } from "./app_env.ts";

export function createObserveRequests({ metrics }: { metrics: Metrics }): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    const refused = c.get("refused");
    if (refused !== undefined) metrics.countRefusal(refused);
  };
}
