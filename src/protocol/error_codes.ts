// SPEC §9: each code with the HTTP status that says the same.
export const errorStatus = {
  bad_frame: 400,
  bad_request: 400,
  bad_text: 400,
  bad_name: 400,
  weak_password: 400,
  empty_message: 400,
  empty_file: 400,
  bad_emoji: 400,
  bad_picture: 400,
  too_long: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  foreign_origin: 403,
  not_allowed: 403,
  registration_closed: 403,
  invite_invalid: 403,
  setup_code_needed: 403,
  not_found: 404,
  already_set_up: 409,
  name_taken: 409,
  client_id_reused: 409,
  conflict: 409,
  message_gone: 409,
  archived: 409,
  last_owner: 409,
  last_admin: 409,
  person_gone: 409,
  too_many: 409,
  quota_reached: 409,
  body_too_large: 413,
  too_fast: 429,
  internal: 500,
  busy: 503,
  disk_full: 507,
  files_full: 507,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** All of them, as a list. */
export const errorCodes = Object.keys(errorStatus) as ErrorCode[];

/** Passing errors: nothing was done, the same frame may be sent again after `retryAfterMs`. */
export function isPassing(code: string): boolean {
  return code === "too_fast" || code === "busy";
}
