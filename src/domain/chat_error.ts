import type { ErrorCode } from "../protocol/error_codes.ts";
import type { Message } from "../protocol/shapes.ts";

export interface ChatErrorDetails {
  field?: string;
  retryAfterMs?: number;
  /** The message as it is, with `conflict`. */
  current?: Message;
}

/** A refusal, shown to the person as it is. Anything else that is thrown is a bug. */
export class ChatError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ChatErrorDetails = {},
  ) {
    super(message);
    this.name = "ChatError";
  }
}

export function notFound(what: string): ChatError {
  return new ChatError("not_found", `${what} was not found.`);
}
