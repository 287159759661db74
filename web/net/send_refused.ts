import type { Reason } from "../text/reason.ts";

/** An upload that did not become a file: why, and how long to wait before the next try. */
export class SendRefused extends Error {
  constructor(
    readonly reason: Reason,
    readonly retryAfterMs: number | null,
  ) {
    super(reason.message ?? reason.code);
    this.name = "SendRefused";
  }
}
