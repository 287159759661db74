import { errorCodes, type ErrorCode } from "../protocol/error_codes.ts";
import type { Message } from "../protocol/shapes.ts";

interface ChatErrorDetails {
  field?: string;
  retryAfterMs?: number;
  /** The message as it is, with `conflict`; the room that is called so, with `name_taken` of a room. */
  current?: Message | { id: number; name: string };
  /** What else is wrong with the same request, in other fields. */
  others?: readonly ChatError[];
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

/** A bug, as the client sees it: without details. */
export function unexpected(): ChatError {
  return new ChatError("internal", errorCodes.internal.phrase);
}

export function notFound(what: string): ChatError {
  return new ChatError("not_found", `${what} was not found.`);
}

/** Collects all refusals: throws the first, with the others in it. Other errors are thrown as they are. */
export async function checkTogether(checks: readonly (() => unknown)[]): Promise<void> {
  const refusals: ChatError[] = [];
  for (const check of checks) {
    try {
      await check();
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      refusals.push(error);
    }
  }
  const [first, ...others] = refusals;
  if (!first) return;
  throw others.length === 0 ? first : new ChatError(first.code, first.message, { ...first.details, others });
}
