// REST calls (SPEC §8): here the call itself, its refusals, and all nouns in one. A refusal carries a sentence for the person;
// a server that cannot be reached has one of its own.
import { believedUserHeader } from "../../src/protocol/headers.ts";
import { refusalWords } from "../text/refusal_words.ts";
import { sayApp } from "../words/en/app.ts";

import { doorCalls } from "./rest_door.ts";
import { memberCalls } from "./rest_members.ts";
import { messageCalls } from "./rest_messages.ts";
import { myCalls } from "./rest_me.ts";
import { peopleCalls } from "./rest_people.ts";
import { placeCalls } from "./rest_place.ts";
import { roomCalls } from "./rest_rooms.ts";
import { serverCalls } from "./rest_server.ts";

export type { Invite, PlaceInfo } from "./rest_place.ts";
export type { SessionInfo } from "./rest_me.ts";
export type { SetupInfo } from "./rest_door.ts";

export class RestError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
    /** What else is wrong with what was sent. */
    readonly others: readonly RestError[] = [],
    /** What is there instead, as the server sent it. */
    readonly current?: unknown,
  ) {
    super(message);
    this.name = "RestError";
  }
}

/** What the server sends is ours: its shapes are the types of the protocol. Every call rejects with RestError. */
export interface RestCall {
  get: <T>(path: string) => Promise<T>;
  /** Whether `get` would be refused, of what a browser fetches by itself. */
  head: (path: string) => Promise<void>;
  post: <T>(path: string, body?: unknown) => Promise<T>;
  put: <T>(path: string, body?: unknown) => Promise<T>;
  patch: <T>(path: string, body: unknown) => Promise<T>;
  remove: <T>(path: string) => Promise<T>;
}

export type Rest = ReturnType<typeof createRest>;

const timeoutMs = 20_000;
/** For 5 MiB over a poor line. */
const uploadTimeoutMs = 180_000;

export interface RestOptions {
  /** Whose page this is by now; null: nobody's yet. Each request names them, so that it is not done as somebody else (C7). */
  userId: () => number | null;
  onSignedOut: () => void;
  /** The browser's, unless a test has a network of its own. */
  fetch?: (path: string, init: RequestInit) => Promise<Response>;
}

export function createRest({
  userId,
  onSignedOut,
  fetch = (path, init) => globalThis.fetch(path, init),
}: RestOptions) {
  async function send<T>(as: number | null, method: string, path: string, body?: unknown): Promise<T> {
    let response: Response;
    try {
      response = await fetch(`/api${path}`, {
        method,
        ...carry(body, as),
        signal: AbortSignal.timeout(body instanceof Blob ? uploadTimeoutMs : timeoutMs),
      });
    } catch {
      throw new RestError("offline", sayApp("cannotReach"));
    }
    const content: unknown = response.status === 204 ? undefined : await response.json().catch(() => null);
    // Somebody else sits here by now: it is nothing to them, whatever it says.
    if (as !== null && as !== userId()) throw new RestError("not_signed_in", sayApp("cannotReach"));
    if (response.ok) return content as T;
    const error = errorOf(content, response.status);
    if (error.code === "not_signed_in") onSignedOut();
    throw error;
  }

  const callAs = (as: () => number | null): RestCall => ({
    get: (path) => send(as(), "GET", path),
    async head(path) {
      await send(as(), "HEAD", path);
    },
    post: (path, body) => send(as(), "POST", path, body),
    put: (path, body) => send(as(), "PUT", path, body),
    patch: (path, body) => send(as(), "PATCH", path, body),
    remove: (path) => send(as(), "DELETE", path),
  });
  const call = callAs(userId);
  return {
    // They make a session: whoever had one before says nothing of them.
    ...doorCalls(callAs(() => null)),
    ...myCalls(call),
    ...peopleCalls(call),
    ...placeCalls(call),
    ...roomCalls(call),
    ...serverCalls(call),
    ...memberCalls(call),
    ...messageCalls(call),
  };
}

/** A blob goes as it is, anything else as JSON. */
function carry(body: unknown, as: number | null): RequestInit {
  const named: Record<string, string> = as === null ? {} : { [believedUserHeader]: String(as) };
  if (body === undefined) return { headers: named };
  const [content, type] =
    body instanceof Blob ? [body, "application/octet-stream"] : [JSON.stringify(body), "application/json"];
  return { body: content, headers: { ...named, "Content-Type": type } };
}

function errorOf(content: unknown, status: number): RestError {
  const error: unknown =
    typeof content === "object" && content !== null ? Reflect.get(content, "error") : null;
  if (!isObject(error)) {
    return new RestError(
      status === 429 ? "too_fast" : "internal",
      sayApp("serverError", { status: String(status) }),
    );
  }
  const others: unknown = Reflect.get(error, "others");
  return refusalOfServer(error, Array.isArray(others) ? others.filter(isObject) : []);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function refusalOfServer(error: object, others: readonly object[]): RestError {
  const [code, message, named] = ["code", "message", "field"].map((name): unknown =>
    Reflect.get(error, name),
  );
  const field = typeof named === "string" ? named : undefined;
  const words = refusalWords({ code: String(code), message: String(message), field });
  const rest = others.map((other) => refusalOfServer(other, []));
  return new RestError(String(code), words, field, rest, Reflect.get(error, "current"));
}
