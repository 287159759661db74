// Calls of the API, typed by the contract: `api("PATCH /rooms/{id}/settings", { params: { id }, body: { starred } })`.
import type { Contract } from "../../src/protocol/contract.ts";
import type { BodyOf, ParamsOf, QueryOf, RepliesOf } from "../../src/protocol/endpoints/endpoint.ts";
import { believedUserHeader } from "../../src/protocol/headers.ts";
import { tConnection } from "./words.ts";

import { queryOf, type Query } from "./query.ts";
import { refusalIn, Refused } from "./refused.ts";

/** For addresses that the browser fetches itself (a link, an image): whether the server would refuse. */
type Check<K> = K extends `GET ${infer Path}`
  ? Contract[K & keyof Contract] extends { bytes: { response: string } }
    ? `HEAD ${Path}`
    : never
  : never;
export type Key = keyof Contract | Check<keyof Contract>;
type EndpointOf<K extends Key> = K extends keyof Contract
  ? Contract[K]
  : K extends `HEAD ${infer Path}`
    ? Contract[`GET ${Path}` & keyof Contract]
    : never;
type Segment<Name extends string, T> = [T] extends [undefined] ? unknown : { [P in Name]: T };
type MayBeEmpty<Name extends string, T> = [T] extends [undefined]
  ? unknown
  : Partial<T> extends T
    ? { [P in Name]?: T }
    : Segment<Name, T>;
export type Input<K extends Key> = Segment<"params", ParamsOf<EndpointOf<K>>> &
  MayBeEmpty<"query", QueryOf<EndpointOf<K>>> &
  Segment<"body", BodyOf<EndpointOf<K>>> &
  (EndpointOf<K> extends { bytes: { request: string } } ? { content: Blob } : unknown);
type Output<K extends Key> = RepliesOf<EndpointOf<K>>[keyof RepliesOf<EndpointOf<K>>];

/** Rejects with Refused. Answers of our own server are trusted, not decoded. */
export type Api = <K extends Key>(
  key: K,
  ...input: unknown extends Input<K>
    ? []
    : Partial<Input<K>> extends Input<K>
      ? [input?: Input<K>]
      : [input: Input<K>]
) => Promise<Output<K>>;

interface AnyInput {
  params?: Record<string, string | number>;
  query?: Query;
  body?: unknown;
  /** Raw bytes. */
  content?: Blob;
}

const timeoutMs = 20_000;
/** Enough for 5 MiB over a slow connection. */
const uploadTimeoutMs = 180_000;
/** Requests that create a session: they name no earlier person. */
const isNobodys = / \/(?:setup|register|login|reset|invites\/look)$/;

interface ApiOptions {
  /** The signed-in person of this page, null before sign-in. Each request names them, so that it is not done as somebody else (C7). */
  userId: () => number | null;
  onSignedOut: () => void;
  /** The browser's `fetch`, unless a test brings its own. */
  fetch?: (path: string, init: RequestInit) => Promise<Response>;
}

export function createApi({
  userId,
  onSignedOut,
  fetch = (path, init) => globalThis.fetch(path, init),
}: ApiOptions): Api {
  async function call(key: string, input: AnyInput = {}): Promise<unknown> {
    const as = isNobodys.test(key) ? null : userId();
    const { method, path } = addressOf(key, input);
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        ...carry(input, as),
        signal: AbortSignal.timeout(input.content ? uploadTimeoutMs : timeoutMs),
      });
    } catch {
      throw new Refused("offline", () => tConnection("cannotReach"));
    }
    const content: unknown = response.status === 204 ? undefined : await response.json().catch(() => null);
    // Another person has signed in on this page: the answer is not for them.
    if (as !== null && as !== userId()) throw new Refused("not_signed_in", () => tConnection("cannotReach"));
    if (response.ok) return content;
    const refused = refusalIn(content) ?? unexplained(response.status);
    if (refused.code === "not_signed_in") onSignedOut();
    throw refused;
  }
  return call as Api;
}

/** An answer to HEAD has no body. */
function unexplained(status: number): Refused {
  return new Refused(status === 429 ? "too_fast" : "internal", () =>
    tConnection("serverError", { status: String(status) }),
  );
}

/** The address of a contract key, with its parameters filled in. */
export function addressOf(
  key: string,
  { params = {}, query = {} }: AnyInput,
): { method: string; path: string } {
  const [method = "", pattern = ""] = key.split(" ");
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  return { method, path: `/api${path}${queryOf(query)}` };
}

function carry({ body, content }: AnyInput, as: number | null): RequestInit {
  const headers: Record<string, string> = as === null ? {} : { [believedUserHeader]: String(as) };
  if (content === undefined && body === undefined) return { headers };
  headers["Content-Type"] = content ? "application/octet-stream" : "application/json";
  return { body: content ?? JSON.stringify(body), headers };
}
