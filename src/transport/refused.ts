// The refusals that the security log notes (SPEC R10): the same for requests, frames and upgrades.
import type { ChatError } from "../domain/chat_error.ts";
import type { SecurityEvent, SecurityFacts, SecurityLog, Trace } from "../domain/security_log.ts";
import type { ErrorCode } from "../protocol/error_codes.ts";

/** A wrong password and a reset link that has expired are noted where their account is known. */
const securityEvents: Partial<Record<ErrorCode, SecurityEvent>> = {
  foreign_origin: "foreign_origin",
  not_allowed: "not_allowed",
  too_fast: "too_fast",
  setup_code_needed: "registration_refused",
  registration_closed: "registration_refused",
  invite_invalid: "invite_refused",
};

export function noteRefusal(
  security: Pick<SecurityLog, "note">,
  { code }: ChatError,
  facts: SecurityFacts,
  trace: Trace,
): void {
  const event = securityEvents[code];
  if (event !== undefined) security.note(event, facts, trace);
}
