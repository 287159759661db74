// What the server hands to the app with each request.
import type { Visit } from "../visit.ts";
import type { HttpEnv } from "./env.ts";

export type AppEnv = HttpEnv & { Bindings: { visit: Visit; allowSlowReader: () => void } };
