// The tables. Ids are integers, times UTC milliseconds, for display only: order is `seq`, versions are `rev`.
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const users = sqliteTable(
  "users",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    username: text().notNull(),
    // SPEC L5: no two confusable usernames, by two keys.
    foldedKey: text("folded_look").notNull().unique(),
    typedKey: text("typed_look").notNull().unique(),
    displayName: text("display_name").notNull(),
    passwordHash: text("password_hash").notNull(),
    role: text({ enum: ["admin", "member"] }).notNull(),
    createdAt: integer("created_at").notNull(),
    deactivatedAt: integer("deactivated_at"),
    // P3: for ever; the row stays, nameless.
    erasedAt: integer("erased_at"),
    // What a search for people compares with. Rows of before have none until the next start.
    usernameKey: text("username_key").notNull().default(""),
    displayKey: text("display_key").notNull().default(""),
    // L9: the confusable keys of the display name, as of usernames. Older rows have none until the next start.
    displayFolded: text("display_folded").notNull().default(""),
    displayTyped: text("display_typed").notNull().default(""),
    // L9: whether the display name looks like a name of someone else. Each change of a name updates it.
    hasTwin: integer("has_twin", { mode: "boolean" }).notNull().default(false),
    // P4. A status exists when its emoji or text is not empty.
    statusEmoji: text("status_emoji").notNull().default(""),
    statusText: text("status_text").notNull().default(""),
    statusUntil: integer("status_until"),
    dndUntil: integer("dnd_until"),
    quietFrom: text("quiet_from"),
    quietTo: text("quiet_to"),
    quietZone: text("quiet_zone"),
    receipts: integer({ mode: "boolean" }).notNull().default(true),
    // P5: a JSON object of what was chosen.
    preferences: text().notNull().default("{}"),
    // P6: SHA-256 of their picture, whose bytes are in the blob store.
    avatarHash: text("avatar_hash"),
  },
  (table) => [
    index("users_username_key").on(table.usernameKey),
    index("users_display_key").on(table.displayKey),
    index("users_display_folded").on(table.displayFolded),
    index("users_display_typed").on(table.displayTyped),
    index("users_twins")
      .on(table.id)
      .where(sql`has_twin`),
    // What the collector asks: whether anyone still has these bytes.
    index("users_avatar")
      .on(table.avatarHash)
      .where(sql`avatar_hash IS NOT NULL`),
    // Few. A room has as many active members as it has members, without these.
    index("users_deactivated")
      .on(table.id)
      .where(sql`deactivated_at IS NOT NULL`),
  ],
);

export const sessions = sqliteTable(
  "sessions",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    tokenHash: text("token_hash").notNull().unique(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    createdAt: integer("created_at").notNull(),
    lastSeenAt: integer("last_seen_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    address: text().notNull(),
    agent: text().notNull(),
  },
  (table) => [index("sessions_user").on(table.userId), index("sessions_expiry").on(table.expiresAt)],
);

export const rooms = sqliteTable(
  "rooms",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({ enum: ["public", "private", "direct"] }).notNull(),
    name: text().notNull(),
    topic: text().notNull().default(""),
    createdAt: integer("created_at").notNull(),
    archivedAt: integer("archived_at"),
    broadcasts: text({ enum: ["members", "owners"] })
      .notNull()
      .default("members"),
    // G1: the ids of its people, rising, with commas. Unique where it is not null.
    directKey: text("direct_key").unique(),
    // Counters, raised by what a transaction writes, never computed from the messages that exist (D3, D5).
    rev: integer().notNull().default(0),
    lastSeq: integer("last_seq").notNull().default(0),
    firstSeq: integer("first_seq").notNull().default(1),
    floorRev: integer("floor_rev").notNull().default(0),
    // When the message at `lastSeq` was posted, else when the room was made. Set by posts: the order in which rooms are sent.
    lastAt: integer("last_at").notNull().default(0),
    // Everyone who registers joins these; the lounge is one.
    joinOnRegister: integer("join_on_register", { mode: "boolean" }).notNull().default(false),
    // G10: who made or opened it. Null: older rows, and the lounge.
    createdBy: integer("created_by").references(() => users.id),
    // J1: the room's own number of days; null: the workspace's alone.
    retentionDays: integer("retention_days"),
    // J4: since when an admin holds it.
    heldAt: integer("held_at"),
  },
  (table) => [
    index("rooms_creator")
      .on(table.createdBy, table.kind)
      .where(sql`created_by IS NOT NULL`),
    // G8: of the many rooms most are direct.
    index("rooms_listed")
      .on(table.id)
      .where(sql`kind <> 'direct'`),
  ],
);

export const members = sqliteTable(
  "members",
  {
    roomId: integer("room_id")
      .notNull()
      .references(() => rooms.id),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    role: text({ enum: ["owner", "member"] }).notNull(),
    readSeq: integer("read_seq").notNull(),
    joinedAt: integer("joined_at").notNull(),
    // M2: the room's `lastSeq` then. Broadcasts reach from the next on. Members of before have 0: every row of `broadcasts` is younger.
    joinedSeq: integer("joined_seq").notNull().default(0),
    // U6: the highest `readSeq` so far, shown as a receipt.
    seenSeq: integer("seen_seq").notNull().default(0),
    // U7.
    notify: text({ enum: ["everything", "default", "nothing", "hidden"] })
      .notNull()
      .default("default"),
    mutedUntil: integer("muted_until"),
    starred: integer({ mode: "boolean" }).notNull().default(false),
    hiddenSeq: integer("hidden_seq"),
  },
  (table) => [
    primaryKey({ columns: [table.roomId, table.userId] }),
    index("members_user").on(table.userId, table.roomId),
    index("members_owners")
      .on(table.roomId)
      .where(sql`role = 'owner'`),
  ],
);

export const messages = sqliteTable(
  "messages",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    roomId: integer("room_id")
      .notNull()
      .references(() => rooms.id),
    seq: integer().notNull(),
    rev: integer().notNull(),
    authorId: integer("author_id")
      .notNull()
      .references(() => users.id),
    clientId: text("client_id").notNull(),
    // D4: written once, untouched by edit and deletion.
    postHash: text("post_hash").notNull(),
    body: text().notNull(),
    replyTo: integer("reply_to"),
    createdAt: integer("created_at").notNull(),
    editedAt: integer("edited_at"),
    deletedAt: integer("deleted_at"),
    deletedBy: integer("deleted_by").references(() => users.id),
    pinnedAt: integer("pinned_at"),
    // N1: replies that are not deleted.
    replies: integer().notNull().default(0),
    // How many kinds of reactions, names and files it has, so that reading a message without asks no other table.
    reactionKinds: integer("reaction_kinds").notNull().default(0),
    namedMentions: integer("named_mentions").notNull().default(0),
    fileCount: integer("file_count").notNull().default(0),
    broadcast: text({ enum: ["everyone", "here"] }),
  },
  (table) => [
    // D4. The client id first: ids that begin with their time (UUIDv7) then fall on the same few pages of the index, where
    // the author first would touch one for each author, a third of all a busy server writes.
    uniqueIndex("messages_client_author").on(table.clientId, table.authorId),
    uniqueIndex("messages_room_seq").on(table.roomId, table.seq),
    index("messages_room_rev").on(table.roomId, table.rev),
    // Only replies and pinned messages are in these: other posts do not pay for them.
    index("messages_reply")
      .on(table.replyTo, table.seq)
      .where(sql`reply_to IS NOT NULL`),
    index("messages_pinned")
      .on(table.roomId, table.pinnedAt)
      .where(sql`pinned_at IS NOT NULL`),
  ],
);

export const reactions = sqliteTable(
  "reactions",
  {
    // The order in which they were given.
    id: integer().primaryKey({ autoIncrement: true }),
    messageId: integer("message_id")
      .notNull()
      .references(() => messages.id),
    emoji: text().notNull(),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    at: integer().notNull(),
  },
  (table) => [
    // The giver first: my reactions on a page (E3), and an erasure, use this index.
    uniqueIndex("reactions_once").on(table.userId, table.messageId, table.emoji),
    // Kinds, their counts and first givers, without a sort.
    index("reactions_kind").on(table.messageId, table.emoji, table.id),
  ],
);

// The people whom a message mentions or answers (M1, M3, M4).
export const mentions = sqliteTable(
  "mentions",
  {
    messageId: integer("message_id")
      .notNull()
      .references(() => messages.id),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    roomId: integer("room_id").notNull(),
    seq: integer().notNull(),
    // As written after the `@`; null when not by name. Their order in the body.
    name: text(),
    position: integer().notNull().default(0),
    // U4: mentioned, and not the author. Rows from before `broadcasts` also set it for people whom one reached.
    counts: integer({ mode: "boolean" }).notNull(),
    // Reached by an `@here` of before `broadcasts`.
    here: integer({ mode: "boolean" }).notNull().default(false),
    replies: integer({ mode: "boolean" }).notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.messageId, table.userId] }),
    index("mentions_room").on(table.userId, table.roomId, table.seq),
    index("mentions_inbox").on(table.userId, table.messageId),
  ],
);

// M2: one row a broadcast, however many it reaches. A deleted message has none.
export const broadcasts = sqliteTable(
  "broadcasts",
  {
    messageId: integer("message_id")
      .primaryKey()
      .references(() => messages.id),
    roomId: integer("room_id").notNull(),
    seq: integer().notNull(),
    authorId: integer("author_id").notNull(),
    to: text({ enum: ["everyone", "here"] }).notNull(),
    // Of `@here`: how many were online, and who, as `,1,5,9,`. The count is before the ids, so that it is read without them.
    count: integer().notNull().default(0),
    ids: text().notNull().default(""),
  },
  (table) => [
    index("broadcasts_room").on(table.roomId, table.seq),
    index("broadcasts_inbox").on(table.roomId, table.messageId),
  ],
);

export const saves = sqliteTable(
  "saves",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    userId: integer("user_id")
      .notNull()
      .references(() => users.id),
    messageId: integer("message_id")
      .notNull()
      .references(() => messages.id),
  },
  (table) => [
    uniqueIndex("saves_once").on(table.userId, table.messageId),
    index("saves_order").on(table.userId, table.id),
  ],
);

export const audit = sqliteTable(
  "audit",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    action: text().notNull(),
    actorId: integer("actor_id").references(() => users.id),
    userId: integer("user_id").references(() => users.id),
    roomId: integer("room_id"),
    detail: text().notNull().default(""),
    // G7: whether it is for admins. An entry with a room is for the room's members too.
    forAdmins: integer("for_admins", { mode: "boolean" }).notNull(),
  },
  (table) => [
    index("audit_room")
      .on(table.roomId, table.id)
      .where(sql`room_id IS NOT NULL`),
    index("audit_admins")
      .on(table.id)
      .where(sql`for_admins = 1`),
  ],
);

// P3: how far the messages of an erased person are emptied.
export const erasures = sqliteTable("erasures", {
  userId: integer("user_id")
    .primaryKey()
    .references(() => users.id),
  nextId: integer("next_id").notNull(),
  lastId: integer("last_id").notNull(),
});

export const invites = sqliteTable("invites", {
  id: integer().primaryKey({ autoIncrement: true }),
  tokenHash: text("token_hash").notNull().unique(),
  createdBy: integer("created_by")
    .notNull()
    .references(() => users.id),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  revokedAt: integer("revoked_at"),
  used: integer().notNull().default(0),
});

export const resets = sqliteTable("resets", {
  userId: integer("user_id")
    .primaryKey()
    .references(() => users.id),
  tokenHash: text("token_hash").notNull().unique(),
  expiresAt: integer("expires_at").notNull(),
});

export const meta = sqliteTable("meta", {
  key: text().primaryKey(),
  value: text().notNull(),
});

// H2. Each start on the file is an epoch. `lastMessageId` is written by the next start: where messages ended in this one.
export const epochs = sqliteTable("epochs", {
  n: integer().primaryKey(),
  id: text().notNull().unique(),
  lastMessageId: integer("last_message_id"),
});

// H2. The room's `rev` at the end of epoch `n`. A room that did not move since its last row has none for that epoch: the row
// with the largest smaller `n` says it, and no row at all is `rev` 0.
export const epochEnds = sqliteTable(
  "epoch_ends",
  {
    roomId: integer("room_id").notNull(),
    n: integer().notNull(),
    rev: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.roomId, table.n] }), index("epoch_ends_age").on(table.n)],
);
