// A refusal outside the app: the upgrade is Bun's, but it speaks the same language.
import { ChatError } from "../../domain/chat_error.ts";
import { errorStatus } from "../../protocol/error_codes.ts";
import { securityHeaders } from "./security_headers.ts";

export function refusalResponse(error: unknown, requestId: string): Response {
  const { code, message, details } =
    error instanceof ChatError ? error : new ChatError("internal", "Something went wrong on the server.");
  const headers = new Headers(securityHeaders);
  headers.set("Cache-Control", "no-store");
  headers.set("X-Request-Id", requestId);
  if (details.retryAfterMs !== undefined) {
    headers.set("Retry-After", String(Math.max(1, Math.ceil(details.retryAfterMs / 1000))));
  }
  return Response.json({ error: { code, message } }, { status: errorStatus[code], headers });
}
