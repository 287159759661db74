// Files in messages (SPEC §10). The bytes are in the blob store, under their hash.
import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { messages, rooms, users } from "./schema.ts";

export const files = sqliteTable(
  "files",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    // Where its upload began: it can be posted nowhere else (F1).
    roomId: integer("room_id")
      .notNull()
      .references(() => rooms.id),
    uploaderId: integer("uploader_id")
      .notNull()
      .references(() => users.id),
    // Null until it is posted; its place among the files of the message.
    messageId: integer("message_id").references(() => messages.id),
    position: integer().notNull().default(0),
    hash: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: integer().notNull(),
    width: integer(),
    height: integer(),
    thumbHash: text("thumb_hash"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("files_message")
      .on(table.messageId, table.position)
      .where(sql`message_id IS NOT NULL`),
    index("files_unposted")
      .on(table.createdAt)
      .where(sql`message_id IS NULL`),
    // What the collector asks: whether any file still has these bytes.
    index("files_hash").on(table.hash),
    // What SQLite asks when a room goes (P3).
    index("files_room").on(table.roomId),
    index("files_thumb")
      .on(table.thumbHash)
      .where(sql`thumb_hash IS NOT NULL`),
  ],
);

// What each person's files have together, so that a quota costs no sum. Changed with the rows, in the same transaction.
export const fileUsage = sqliteTable(
  "file_usage",
  {
    userId: integer("user_id")
      .primaryKey()
      .references(() => users.id),
    bytes: integer().notNull(),
    // Of these, in no message yet.
    unpostedBytes: integer("unposted_bytes").notNull().default(0),
  },
  // G11: who uses most; and the sum of all (F3).
  (table) => [index("file_usage_bytes").on(table.bytes, table.userId)],
);
