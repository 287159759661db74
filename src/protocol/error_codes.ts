// SPEC §9: each code with the HTTP status that says the same, and what the page says of it: by the code, or by code and field where
// one code says different things. The server throws a more exact sentence where it knows more, such as a number.
interface ErrorFacts {
  status: number;
  /** English; other languages say the same in the `refusals.ts` of each. Null: the page says nothing of it. */
  phrase: string | null;
  fields?: Readonly<Record<string, string>>;
}

export const errorCodes = {
  bad_frame: { status: 400, phrase: "The server did not understand this page. Reload it." },
  bad_request: {
    status: 400,
    phrase: "The server did not understand this.",
    fields: { "quietHours.zone": "Unknown time zone." },
  },
  bad_text: { status: 400, phrase: "The text contains a character that can't be stored." },
  bad_name: {
    status: 400,
    phrase: "A name is one line of visible characters.",
    fields: {
      username:
        "A username has letters, digits and . _ - ' without spaces, and begins and ends with a letter or digit. Words like admin and everyone are reserved.",
      displayName:
        "A display name is one line of visible characters. Words like admin and everyone are reserved.",
      "status.text": "A status is one line of visible characters.",
      topic: "A topic is one line of visible characters.",
    },
  },
  weak_password: {
    status: 400,
    phrase: "This password is too easy to guess: too short, too common, or too much like a name.",
  },
  empty_message: { status: 400, phrase: "The message is empty." },
  empty_file: { status: 400, phrase: "The file is empty." },
  bad_emoji: { status: 400, phrase: "Choose a single emoji." },
  bad_picture: { status: 400, phrase: "This picture can't be shown." },
  too_long: {
    status: 400,
    phrase: "This is too long.",
    fields: {
      body: "This message is too long.",
      username: "This name is too long.",
      displayName: "This name is too long.",
      name: "This name is too long.",
    },
  },
  not_signed_in: { status: 401, phrase: "You were signed out. Sign in again." },
  wrong_credentials: {
    status: 401,
    phrase: "The username or password is wrong.",
    fields: { current: "The current password is wrong." },
  },
  // For the operator, with both addresses: the page that the server serves never gets it.
  foreign_origin: { status: 403, phrase: null },
  not_allowed: {
    status: 403,
    phrase: "You don't have permission to do this.",
    fields: { registration: "The server's REGISTRATION setting decides this." },
  },
  registration_closed: {
    status: 403,
    phrase: "You need an invite link to create an account. Ask a member for one.",
  },
  invite_invalid: { status: 403, phrase: "This invite no longer works. Ask for a new one." },
  setup_code_needed: {
    status: 403,
    phrase: "The first account needs the code in the link that the server printed when it started.",
  },
  not_found: {
    status: 404,
    phrase: "This no longer exists.",
    fields: {
      token: "This link was already used or has expired. Ask for a new one.",
      fileIds: "A file of this message was not found. Add it again.",
    },
  },
  already_set_up: { status: 409, phrase: "The first account already exists. Sign in, or ask for an invite." },
  name_taken: {
    status: 409,
    phrase: "This name, or one that looks like it, is taken. Choose another.",
    fields: { displayName: "This name looks like an admin's. Choose another." },
  },
  client_id_reused: { status: 409, phrase: "This was already sent. Send it again." },
  conflict: { status: 409, phrase: "The message was edited in the meantime." },
  message_gone: { status: 409, phrase: "The message was deleted." },
  archived: { status: 409, phrase: "This room is archived and read-only. An owner can unarchive it." },
  last_owner: { status: 409, phrase: "This is the room's last owner. Make someone else an owner first." },
  last_admin: { status: 409, phrase: "This is the last admin. Make someone else an admin first." },
  person_gone: {
    status: 409,
    phrase: "This person's account is deactivated.",
    fields: { userIds: "One of these accounts is deactivated. Leave that person out." },
  },
  too_many: { status: 409, phrase: "Limit reached." },
  quota_reached: {
    status: 409,
    phrase: "Your file storage is full. Delete messages with files to free up space.",
  },
  body_too_large: { status: 413, phrase: "This is too large for the server." },
  too_fast: { status: 429, phrase: "Too fast. Try again in a moment." },
  internal: { status: 500, phrase: "Something went wrong on the server." },
  busy: { status: 503, phrase: "The server is busy. Try again in a moment." },
  disk_full: { status: 507, phrase: "The server is low on disk space and accepts no files. Tell an admin." },
  files_full: { status: 507, phrase: "File storage on this server is full. Tell an admin." },
} as const satisfies Record<string, ErrorFacts>;

export type ErrorCode = keyof typeof errorCodes;

/** Passing errors: nothing was done, the same frame may be sent again after `retryAfterMs`. */
export function isPassing(code: string): boolean {
  return code === "too_fast" || code === "busy";
}
