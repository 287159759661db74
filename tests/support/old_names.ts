// Names of our own that the field's terms replaced, and what may still carry them. CONTRIBUTING's glossary has the terms.

export interface OldName {
  /** As words in lower case: `come in` is `comeIn`, `come_in` and `come-in`. */
  words: string;
  use: string;
  /** `whole`: only where it is all of a name; `start`: only where a name begins with it. Absent: anywhere in a name. */
  at?: "whole" | "start" | "end";
  /** Absent: every kind. Some words are ordinary ones in code, and private ones as a file or a class. */
  kinds?: readonly Kind[];
  /** Absent: everywhere. */
  under?: "web/" | "src/";
}

export type Kind = "file" | "identifier" | "class" | "wire field";

const placed = ["file", "class"] as const;

export const oldNames: readonly OldName[] = [
  { words: "place", use: "workspace, position" },
  { words: "places", use: "positions" },
  { words: "look", use: "confusableKey, appearance, refresh" },
  { words: "looks", use: "confusableKeys, appearance" },
  { words: "vault", use: "blob_store, local_store" },
  { words: "shelf", use: "local_store" },
  { words: "shelves", use: "local_store" },
  { words: "door", use: "sign_in" },
  { words: "come in", use: "handshake, join" },
  { words: "farewell", use: "shutdown" },
  { words: "visit", use: "request_context" },
  { words: "visitor", use: "request_context" },
  { words: "house", use: "services" },
  { words: "housekeeping", use: "cli_service" },
  { words: "talk", use: "message_services" },
  { words: "turns", use: "per_user_queue" },
  { words: "acts", use: "effects" },
  { words: "telling", use: "send…, broadcast" },
  { words: "tell", use: "send…, report…, broadcast" },
  { words: "desk", use: "conversation_context" },
  { words: "beside", use: "side_panel", kinds: placed },
  { words: "inside", use: "app_shell", kinds: placed },
  { words: "middle", use: "EmptyState", kinds: placed },
  { words: "nowhere", use: "NoRoomSelected" },
  { words: "side", use: "sidebar", at: "start", kinds: ["class"] },
  { words: "about", use: "room_details", kinds: placed },
  { words: "found", use: "message_list", at: "start", kinds: placed, under: "web/" },
  { words: "for me", use: "room_preferences" },
  { words: "keeping", use: "saved, pins" },
  { words: "later", use: "lazy", at: "start", kinds: placed },
  { words: "part", use: "*_chunk.ts", at: "end", kinds: ["file"], under: "web/" },
  { words: "steady", use: "memo", under: "web/" },
  { words: "bones", use: "Skeleton" },
  { words: "grave", use: "danger" },
  { words: "lit", use: "highlighted" },
  { words: "hot", use: "mentionsMe" },
  { words: "wear", use: "applyPreferences" },
  { words: "worn", use: "applyPreferences" },
  { words: "dress", use: "applyPreferences" },
  { words: "speak", use: "setLocale" },
  { words: "say", use: "t…, print" },
  { words: "strip", use: "connection_banner", kinds: placed },
  { words: "orphans", use: "unsent_messages, ownerlessRooms" },
  { words: "strays", use: "earlyEvents" },
  { words: "aside", use: "heldEvents" },
  { words: "silence", use: "dnd, timeout" },
  { words: "tally", use: "counts" },
  { words: "voice", use: "live_region" },
  { words: "announcer", use: "notifications" },
  { words: "face", use: "avatar" },
  { words: "deeds", use: "actions" },
  { words: "aim", use: "scrollTarget" },
  { words: "eye", use: "scrollPosition" },
  { words: "ways", use: "strategies" },
  { words: "ground", use: "scope" },
  { words: "sieve", use: "filter" },
  { words: "pieces", use: "trigrams, segments, batches" },
  { words: "holds", use: "blobs_in_use", at: "whole" },
  { words: "judge", use: "precondition" },
  { words: "verdict", use: "precondition" },
  { words: "ruler", use: "canManageRoom" },
  { words: "go out", use: "leave" },
  { words: "here", use: "online", at: "whole" },
  { words: "go on", use: "resume" },
  { words: "keep collecting", use: "startCollecting" },
  { words: "said", use: "message, sent", at: "whole" },
  { words: "heard", use: "event", at: "whole" },
  { words: "told", use: "sent, reported", at: "whole" },
  { words: "taken", use: "accepted", at: "whole" },
  { words: "kept", use: "stored, cached", at: "whole" },
  { words: "most", use: "max…", at: "start" },
  { words: "at once", use: "batchSize, maxParallel…", at: "end" },
  { words: "so far", use: "count" },
];

export interface Exempt {
  /** A file or, with a slash at its end, a folder. */
  path: string;
  /** Absent: all names in it. */
  names?: readonly string[];
  /** Absent: every kind. */
  kinds?: readonly Kind[];
  why: string;
}

const both = "for one release the wire has the old name, too (W14)";

export const exempt: readonly Exempt[] = [
  { path: "drizzle/", why: "released migrations stay byte for byte" },
  { path: "src/storage/schema.ts", names: ["here"], why: "a column" },
  { path: "src/storage/export/export_tables.ts", names: ["here"], why: "that column" },
  {
    path: "src/storage/export/export_tables.ts",
    names: ["placeId", "placeName"],
    why: "fields of an export of version 1",
  },
  {
    path: "src/storage/backup/swap.ts",
    names: ["aside"],
    why: "stored in restore.json, which another version may read",
  },
  {
    path: "src/domain/security_log.ts",
    names: ["place_renamed"],
    why: "an event that others match in the log",
  },
  { path: "web/composer/use_name_completion.tsx", names: ["here"], why: "the name in @here" },
  ...[
    "client/outbox.ts",
    "connection/send_failure.ts",
    "message/send_failure_words.ts",
    "files/upload_tray.ts",
  ].map((path): Exempt => ({ path: `web/${path}`, names: ["most"], why: "stored with an unsent message" })),
  { path: "src/protocol/shapes.ts", names: ["place"], why: both },
  { path: "src/protocol/shapes/accounts.ts", names: ["placeName"], why: both },
  { path: "src/protocol/endpoints/sign_in_endpoints.ts", names: ["placeName"], why: both },
  { path: "src/protocol/endpoints/invite_endpoints.ts", names: ["POST /invites/look"], why: both },
  { path: "src/domain/accounts/first_account.ts", names: ["placeName"], why: both },
  { path: "src/transport/ws/handshake.ts", names: ["place"], why: both },
  { path: "tests/integration/ws_messages.test.ts", names: ["place"], why: both },
  { path: "tests/unit/page_model.ts", names: ["place"], why: both },
  { path: "tests/integration/accounts_setup.test.ts", names: ["placeName"], why: both },
  { path: "tests/support/full_workspace.ts", names: ["here", "folded_look", "typed_look"], why: "columns" },
  ...["page_language", "page_upload_tray"].map((name): Exempt => ({
    path: `tests/unit/${name}.test.ts`,
    names: ["most"],
    why: "stored with an unsent message",
  })),
];
