// One shape for every refusal over REST (SPEC §8): {error: {code, message, field?, current?}} with the status of the code.
import type { Context } from "hono";

import { ChatError } from "../../domain/chat_error.ts";
import type { Session } from "../../domain/stores.ts";
import { errorCodes } from "../../protocol/error_codes.ts";
import type { HttpEnv } from "./env.ts";

export function refuse<E extends HttpEnv>(c: Context<E>, { code, message, details }: ChatError): Response {
  const { field, current, retryAfterMs, others } = details;
  c.set("refused", code);
  if (retryAfterMs !== undefined)
    c.header("Retry-After", String(Math.max(1, Math.ceil(retryAfterMs / 1000))));
  // The body may be endless: the connection closes with the answer.
  if (code === "body_too_large") c.header("Connection", "close");
  const more = others?.map((other) => ({
    code: other.code,
    message: other.message,
    field: other.details.field,
  }));
  return c.json({ error: { code, message, field, current, others: more } }, errorCodes[code].status);
}

/** What a thrown value says to the person; null when it is a bug, for the caller to log and answer with `internal`. */
export function asRefusal(error: unknown): ChatError | null {
  return error instanceof ChatError ? error : null;
}

export function requireSession(c: Context<HttpEnv>): Session {
  const session = c.get("session");
  if (!session) throw new ChatError("not_signed_in", "Sign in first.");
  return session;
}
