// What an export holds of each table (SPEC Y1): one JSON object a row, by the names of `schema.ts`. Every column is named here or in
// `leftOut`; a test compares both with the schema. src/storage/export/format.md explains them, and a test compares that too.
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { z } from "zod";
import { limits } from "../../protocol/limits.ts";
import { isStorableText } from "../../protocol/text.ts";
import * as core from "../schema.ts";
import { files } from "../schema_files.ts";

/** Longer than what the server accepts: texts that were mended may have grown. */
const text = (maxLength: number) =>
  z.string().max(maxLength).refine(isStorableText, "has U+0000 or half a surrogate pair");
const name = text(1000);
const id = z.int().min(1);
const count = z.int().min(0);
const time = z.int();
const hash = z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256 in hexadecimal");

/** Made by the start after an import, or a secret of the old server (Y1). */
export const ownMeta = ["epoch", "deviceKey", "commits"];

export interface ExportedTable {
  table: SQLiteTable;
  shape: z.ZodObject;
  /** Columns that are computed from the others. */
  leftOut?: string[];
}

/** W14: what an export of before calls the workspace's id and name. */
const formerKeys: Record<string, string> = { placeId: "workspaceId", placeName: "workspaceName" };

/** In the order of an import: a row comes after the rows that it refers to. */
export const exportedTables = {
  meta: {
    table: core.meta,
    shape: z.strictObject({
      key: name
        .refine((key) => !ownMeta.includes(key), "is the server's own")
        .transform((key) => formerKeys[key] ?? key),
      value: text(100_000),
    }),
  },
  users: {
    table: core.users,
    shape: z.strictObject({
      id,
      username: name,
      displayName: name,
      passwordHash: name,
      role: z.enum(["admin", "member"]),
      createdAt: time,
      deactivatedAt: time.nullable(),
      erasedAt: time.nullable(),
      statusEmoji: name,
      statusText: name,
      statusUntil: time.nullable(),
      dndUntil: time.nullable(),
      quietFrom: name.nullable(),
      quietTo: name.nullable(),
      quietZone: name.nullable(),
      receipts: z.boolean(),
      preferences: text(100_000),
      avatarHash: hash.nullable(),
    }),
    leftOut: [
      "foldedKey",
      "typedKey",
      "usernameKey",
      "displayKey",
      "displayFolded",
      "displayTyped",
      "hasTwin",
    ],
  },
  rooms: {
    table: core.rooms,
    shape: z.strictObject({
      id,
      kind: z.enum(["public", "private", "direct"]),
      name,
      topic: text(5000),
      createdAt: time,
      archivedAt: time.nullable(),
      broadcasts: z.enum(["members", "owners"]),
      directKey: name.nullable(),
      rev: count,
      lastSeq: count,
      firstSeq: count,
      floorRev: count,
      lastAt: time,
      joinOnRegister: z.boolean(),
      createdBy: id.nullable(),
      retentionDays: count.nullable(),
      heldAt: time.nullable(),
    }),
  },
  members: {
    table: core.members,
    shape: z.strictObject({
      roomId: id,
      userId: id,
      role: z.enum(["owner", "member"]),
      readSeq: count,
      joinedAt: time,
      joinedSeq: count,
      seenSeq: count,
      notify: z.enum(["everything", "default", "nothing", "hidden"]),
      mutedUntil: time.nullable(),
      starred: z.boolean(),
      hiddenSeq: count.nullable(),
    }),
  },
  messages: {
    table: core.messages,
    shape: z.strictObject({
      id,
      roomId: id,
      seq: id,
      rev: count,
      authorId: id,
      clientId: name,
      postHash: name,
      body: text(6 * limits.bodyLength),
      replyTo: id.nullable(),
      createdAt: time,
      editedAt: time.nullable(),
      deletedAt: time.nullable(),
      deletedBy: id.nullable(),
      pinnedAt: time.nullable(),
      replies: count,
      reactionKinds: count,
      namedMentions: count,
      fileCount: count,
      broadcast: z.enum(["everyone", "here"]).nullable(),
    }),
  },
  reactions: {
    table: core.reactions,
    shape: z.strictObject({ id, messageId: id, emoji: name, userId: id, at: time }),
  },
  mentions: {
    table: core.mentions,
    shape: z.strictObject({
      messageId: id,
      userId: id,
      roomId: id,
      seq: id,
      name: name.nullable(),
      position: count,
      counts: z.boolean(),
      here: z.boolean(),
      replies: z.boolean(),
    }),
  },
  broadcasts: {
    table: core.broadcasts,
    shape: z.strictObject({
      messageId: id,
      roomId: id,
      seq: id,
      authorId: id,
      to: z.enum(["everyone", "here"]),
      count,
      ids: z
        .string()
        .max(1_000_000)
        .regex(/^[0-9,]*$/, "is not a list of ids"),
    }),
  },
  saves: { table: core.saves, shape: z.strictObject({ id, userId: id, messageId: id }) },
  files: {
    table: files,
    shape: z.strictObject({
      id,
      roomId: id,
      uploaderId: id,
      messageId: id.nullable(),
      position: count,
      hash,
      name: text(6 * limits.fileNameLength),
      type: name,
      size: count,
      width: count.nullable(),
      height: count.nullable(),
      thumbHash: hash.nullable(),
      createdAt: time,
    }),
  },
  audit: {
    table: core.audit,
    shape: z.strictObject({
      id,
      at: time,
      action: name,
      actorId: id.nullable(),
      userId: id.nullable(),
      roomId: id.nullable(),
      detail: text(100_000),
      forAdmins: z.boolean(),
    }),
  },
  erasures: { table: core.erasures, shape: z.strictObject({ userId: id, nextId: count, lastId: count }) },
  invites: {
    table: core.invites,
    shape: z.strictObject({
      id,
      tokenHash: name,
      createdBy: id,
      createdAt: time,
      expiresAt: time,
      revokedAt: time.nullable(),
      used: count,
    }),
  },
} satisfies Record<string, ExportedTable>;

/** By their names in the database, with the reason. */
export const leftOutTables: Record<string, string> = {
  sessions: "everyone signs in again",
  resets: "links that set a password are for the server that made them",
  epochs: "a new workspace has epochs of its own",
  epoch_ends: "a new workspace has epochs of its own",
  file_usage: "computed from the files",
  search_progress: "the search index is built anew",
  search_stale: "the search index is built anew",
  search_days: "the search index is built anew",
};

/** A line of `blobs.jsonl`: bytes that some row names. `bytes` is null where they were missing or not whole. */
export const blobLine = z.strictObject({ hash, bytes: count.nullable() });

export const exportFormat = 1;
export const manifestName = "export.json";
export const blobsName = "blobs";
export const blobFolder = "files";
/** A row of any table is far smaller. */
export const maxLineBytes = 4 * 1024 * 1024;

const part = z.strictObject({ lines: count, sha256: hash });

const names = Object.keys(exportedTables);

export const manifest = z.strictObject({
  format: z.literal(exportFormat),
  version: name,
  createdAt: time,
  files: z.strictObject(Object.fromEntries([...names, blobsName].map((one) => [`${one}.jsonl`, part]))),
  /** AUTOINCREMENT continues above every id it ever gave. */
  lastIds: z.partialRecord(z.enum(names), count),
});
export type Manifest = z.infer<typeof manifest>;

/** The path of its file, relative to the export. */
export const blobPath = (sha256: string) => `${blobFolder}/${sha256.slice(0, 2)}/${sha256}`;
