// The tables. Ids are integers, times UTC milliseconds, for display only: order is `seq`, versions are `rev`.
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const users = sqliteTable("users", {
  id: integer().primaryKey({ autoIncrement: true }),
  username: text().notNull(),
  // SPEC L5: one name a look, by two keys.
  foldedLook: text("folded_look").notNull().unique(),
  typedLook: text("typed_look").notNull().unique(),
  displayName: text("display_name").notNull(),
  passwordHash: text("password_hash").notNull(),
  role: text({ enum: ["admin", "member"] }).notNull(),
  createdAt: integer("created_at").notNull(),
  deactivatedAt: integer("deactivated_at"),
});

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

export const rooms = sqliteTable("rooms", {
  id: integer().primaryKey({ autoIncrement: true }),
  kind: text({ enum: ["public", "private", "direct"] }).notNull(),
  name: text().notNull(),
  topic: text().notNull().default(""),
  createdAt: integer("created_at").notNull(),
  // Counters, raised by what a transaction writes, never computed from the messages that exist (D3, D5).
  rev: integer().notNull().default(0),
  lastSeq: integer("last_seq").notNull().default(0),
  firstSeq: integer("first_seq").notNull().default(1),
  floorRev: integer("floor_rev").notNull().default(0),
  // Everyone who registers joins these; the lounge is one.
  joinOnRegister: integer("join_on_register", { mode: "boolean" }).notNull().default(false),
});

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
  },
  (table) => [
    primaryKey({ columns: [table.roomId, table.userId] }),
    index("members_user").on(table.userId, table.roomId),
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
  },
  (table) => [
    // D4. The client id first: ids that begin with their time (UUIDv7) then fall on the same few pages of the index, where
    // the author first would touch one for each author, a third of all a busy server writes.
    uniqueIndex("messages_client_author").on(table.clientId, table.authorId),
    uniqueIndex("messages_room_seq").on(table.roomId, table.seq),
    index("messages_room_rev").on(table.roomId, table.rev),
  ],
);

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
