// A refusal outside the app: the upgrade is Bun's, but it speaks the same language.
import { ChatError, unexpected } from "../../domain/chat_error.ts";
import { errorCodes } from "../../protocol/error_codes.ts";

export function refusalResponse(error: unknown, requestId: string): Response {
  const { code, message, details } = error instanceof ChatError ? error : unexpected();
  const headers = new Headers({ "Cache-Control": "no-store" });
  headers.set("X-Request-Id", requestId);
  if (details.retryAfterMs !== undefined) {
    headers.set("Retry-After", String(Math.max(1, Math.ceil(details.retryAfterMs / 1000))));
  }
  return Response.json({ error: { code, message } }, { status: errorCodes[code].status, headers });
}
