// Adds endpoints of the contract to the app. In every one the order is: session, rate, size, decode; then its handler (A5).
// The only place that takes on trust that a handler fits its endpoint at run time: `Handlers` has the compiler see to it.
import type { Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import { actorOf } from "../../domain/actor.ts";
import type { Actor } from "../../domain/journal.ts";
import { mustBeAdmin } from "../../domain/room_rules.ts";
import type { Session } from "../../domain/stores.ts";
import {
  partsOf,
  type BodyOf,
  type Endpoint,
  type Endpoints,
  type ParamsOf,
  type QueryOf,
  type RepliesOf,
} from "../../protocol/endpoints/endpoint.ts";
import type { Rates } from "../rates.ts";
import { decodeRequest } from "./decode.ts";
import type { HttpEnv } from "./env.ts";
import type { WithJsonText } from "./json_body.ts";
import { requireSession } from "./refusals.ts";

type SignedIn<E extends Endpoint> = E["session"] extends "member" | "admin" ? true : false;

/** What a handler gets. */
interface Request<E extends Endpoint> {
  c: Context<HttpEnv>;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  session: SignedIn<E> extends true ? Session : E["session"] extends "optional" ? Session | null : null;
  /** The same, for what changes something. */
  actor: SignedIn<E> extends true ? Actor : null;
}

/** What a handler gives: one reply under its status, `{ 200: { room } }`. Where bytes are given, all of the answer. */
type Answer<E extends Endpoint> = E extends { bytes: { response: string } }
  ? Response
  : { [Status in keyof RepliesOf<E>]: { [Only in Status]: RepliesOf<E>[Status] } }[keyof RepliesOf<E>];

export type Handlers<All extends Endpoints> = {
  [Key in keyof All]: (request: Request<All[Key]>) => Answer<All[Key]> | Promise<Answer<All[Key]>>;
};

interface RegisterDeps {
  rates: Pick<Rates, "spend">;
  withJsonText: WithJsonText;
}

type AnyHandler = (request: object) => Promise<unknown>;

export function register<All extends Endpoints>(
  app: Hono<HttpEnv>,
  endpoints: All,
  handlers: Handlers<All>,
  { rates, withJsonText }: RegisterDeps,
): void {
  for (const [key, endpoint] of Object.entries(endpoints)) {
    const { method, path } = partsOf(key);
    const handler = handlers[key] as unknown as AnyHandler;

    const handle = async (c: Context<HttpEnv>, text: string | null): Promise<Response> => {
      const session = endpoint.session === "none" ? null : c.get("session");
      const decoded = decodeRequest(c, endpoint, text);
      return respond(c, await handler({ c, ...decoded, session, actor: session && actorOf(session) }));
    };
    // The handler measures and reads raw bytes; an unwanted body is measured too.
    const readsText = method !== "GET" && !endpoint.bytes;

    app.on(method, path.replaceAll(/\{(\w+)\}/g, ":$1"), async (c) => {
      const userId = admit(c, endpoint);
      if (endpoint.rate !== undefined && userId !== null) rates.spend(endpoint.rate, userId);
      return readsText ? withJsonText(c, (text) => handle(c, text)) : handle(c, null);
    });
  }
}

/** Checks who may use the endpoint; returns the person's id where it needs one. */
function admit(c: Context<HttpEnv>, { session }: Endpoint): number | null {
  if (session === "none" || session === "optional") return null;
  const { user } = requireSession(c);
  if (session === "admin") mustBeAdmin(user);
  return user.id;
}

function respond(c: Context<HttpEnv>, answer: unknown): Response {
  if (answer instanceof Response) return answer;
  const [status, json] = Object.entries(answer as Record<string, unknown>)[0] ?? [];
  if (json === undefined) return c.body(null, Number(status) as 204);
  return c.json(json, Number(status) as ContentfulStatusCode);
}
