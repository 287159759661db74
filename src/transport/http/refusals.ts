// One shape for every refusal over REST (SPEC §8): {error: {code, message, field?, current?}} with the status of the code.
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { z } from "zod";

import { ChatError } from "../../domain/chat_error.ts";
import type { Session } from "../../domain/stores.ts";
import { describeIssue } from "../../protocol/client_frames.ts";
import { errorStatus } from "../../protocol/error_codes.ts";
import type { HttpEnv } from "./env.ts";

export function refuse<E extends HttpEnv>(c: Context<E>, { code, message, details }: ChatError): Response {
  const { field, current, retryAfterMs, others } = details;
  c.set("refused", code);
  if (retryAfterMs !== undefined)
    c.header("Retry-After", String(Math.max(1, Math.ceil(retryAfterMs / 1000))));
  // What was announced may be endless: the line ends with the answer.
  if (code === "body_too_large") c.header("Connection", "close");
  const more = others?.map((other) => ({
    code: other.code,
    message: other.message,
    field: other.details.field,
  }));
  return c.json({ error: { code, message, field, current, others: more } }, errorStatus[code]);
}

/** What a thrown value says to the person; null when it is a bug, for the caller to log and answer with `internal`. */
export function asRefusal(error: unknown): ChatError | null {
  if (error instanceof ChatError) return error;
  if (!(error instanceof HTTPException)) return null;
  // What Hono's validator and body limit throw (traps 37).
  if (error.status === 413) return new ChatError("body_too_large", "The request is too big.");
  if (error.status === 415) {
    return new ChatError("bad_request", "Send JSON, with Content-Type: application/json.");
  }
  if (error.status < 500) return new ChatError("bad_request", "The request is not valid JSON.");
  return null;
}

/** The `defaultHook` of every OpenAPIHono: what does not decode names its field (X1, L4). */
export function refuseUndecoded(
  result: { success: true } | { success: false; error: z.ZodError },
  c: Context<HttpEnv>,
): Response | undefined {
  if (result.success) return undefined;
  const { code, field, problem } = describeIssue(result.error);
  const details = field === "" ? {} : { field };
  return refuse(c, new ChatError(code === "bad_frame" ? "bad_request" : code, problem, details));
}

export function requireSession(c: Context<HttpEnv>): Session {
  const session = c.get("session");
  if (!session) throw new ChatError("not_signed_in", "Sign in first.");
  return session;
}
