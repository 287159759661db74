// How the server itself is doing, and how long it keeps messages, for admins and owners (G9, G11, B3, J1, J4, J5).
import { z } from "zod";

import { next, time } from "./lists.ts";
import { person } from "./people.ts";

const bytes = z.int();
const disk = z.object({
  freeBytes: bytes,
  totalBytes: bytes,
  reserveBytes: bytes.describe("Below this much free space uploads are refused"),
});
const serverWarning = z.object({
  code: z.string(),
  text: z.string().describe("English: what is wrong and what to do"),
  since: time,
  isUnready: z.boolean().describe("Nothing can be saved while it stands"),
});
export interface ServerWarning extends z.infer<typeof serverWarning> {}

export const backupStatus = z.object({
  isOn: z.boolean().describe("Whether one is made every day"),
  count: z.int().describe("Those that are kept"),
  lastAt: time.nullable().describe("When the newest was made"),
  lastBytes: bytes.nullable().describe("Of its database and its files, which are shared with the others"),
  running: z
    .object({
      done: z.int(),
      total: z.int().nullable().describe("Files; null while the database is copied"),
    })
    .nullable()
    .describe("The one that is being made"),
});

export const serverStatus = z.object({
  version: z.string(),
  startedAt: time,
  disk: disk.nullable().describe("Of the data folder; null when it does not tell"),
  databaseBytes: bytes,
  logBytes: bytes,
  filesBytes: bytes.describe("All files of all people, posted or not"),
  filesLimit: bytes.nullable().describe("What they may have together; null: no bound but the disk"),
  quotaBytes: bytes.describe("What the files of one person may have together"),
  backups: backupStatus,
  online: z.int().describe("People with an open socket"),
  sockets: z.int(),
  socketLimit: z.int().describe("The most there may be"),
  warnings: z.array(serverWarning),
});
export interface ServerStatus extends z.infer<typeof serverStatus> {}

const storageUsage = z.object({
  user: person,
  bytes: bytes.describe("Of all files of this person"),
  unpostedBytes: bytes.describe("Of these, in no message yet: they go within a day"),
});
export interface StorageUsage extends z.infer<typeof storageUsage> {}
export const storagePage = z.object({ people: z.array(storageUsage), next });

const days = z.int().nullable().describe("Days; null: no number, for ever");
export const workspaceRetention = z.object({ days });
export const roomRetention = z.object({
  days: days.describe("The room's own number of days, or null"),
  workspaceDays: days,
  appliedDays: days.describe("The smaller of both; null: for ever"),
  heldAt: time.nullable().describe("Since when an admin holds the room"),
});
export interface RoomRetentionInfo extends z.infer<typeof roomRetention> {}

export const retentionPreview = z.object({
  messages: z.int(),
  files: z.int(),
  bytes: bytes.describe("Of these files"),
  oldest: time.nullable().describe("When the oldest of these messages was posted"),
});
export interface RetentionPreview extends z.infer<typeof retentionPreview> {}
