// What the server hands to the app with each request.
import type { RequestContext } from "../request_context.ts";
import type { HttpEnv } from "./env.ts";

export type AppEnv = HttpEnv & { Bindings: { requestContext: RequestContext; allowSlowReader: () => void } };
