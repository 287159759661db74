// How the server itself is doing, and how long it keeps messages, for admins and owners (G9, G11, B3, J1, J4, J5).
import { z } from "zod";

import { next, time } from "./lists.ts";
import { person } from "./people.ts";

const bytes = z.int();
const disk = z.object({
  freeBytes: bytes,
  totalBytes: bytes,
  reserveBytes: bytes.describe("Uploads are refused below this much free space"),
});
const serverWarning = z.object({
  code: z.string(),
  text: z.string().describe("English: the problem and what to do"),
  since: time,
  isUnready: z.boolean().describe("Nothing can be saved while the warning stands"),
});
export interface ServerWarning extends z.infer<typeof serverWarning> {}

export const backupStatus = z.object({
  isOn: z.boolean().describe("Daily backups are on"),
  count: z.int().describe("Number of kept backups"),
  lastAt: time.nullable().describe("Time of the newest backup"),
  lastBytes: bytes.nullable().describe("Size of its database and files; backups share equal files"),
  running: z
    .object({
      done: z.int(),
      total: z.int().nullable().describe("Number of files; null while the database is copied"),
    })
    .nullable()
    .describe("The backup in progress"),
});

export const serverStatus = z.object({
  version: z.string(),
  startedAt: time,
  disk: disk.nullable().describe("Disk of the data folder; null if unknown"),
  databaseBytes: bytes,
  logBytes: bytes,
  filesBytes: bytes.describe("All uploaded files, posted or not"),
  filesLimit: bytes.nullable().describe("Limit of filesBytes; null: the disk"),
  quotaBytes: bytes.describe("Limit of one person's files"),
  backups: backupStatus,
  online: z.int().describe("People with an open socket"),
  sockets: z.int(),
  socketLimit: z.int().describe("Maximum number of sockets"),
  warnings: z.array(serverWarning),
});
export interface ServerStatus extends z.infer<typeof serverStatus> {}

const storageUsage = z.object({
  user: person,
  bytes: bytes.describe("All files of this person"),
  unpostedBytes: bytes.describe("Files in no message yet; removed within a day"),
});
export interface StorageUsage extends z.infer<typeof storageUsage> {}
export const storagePage = z.object({ people: z.array(storageUsage), next });

const days = z.int().nullable().describe("Days; null: kept for ever");
export const workspaceRetention = z.object({ days });
export const roomRetention = z.object({
  days: days.describe("The room's own setting"),
  workspaceDays: days,
  appliedDays: days.describe("The smaller of days and workspaceDays; null: kept for ever"),
  heldAt: time.nullable().describe("Start of the legal hold"),
});
export interface RoomRetentionInfo extends z.infer<typeof roomRetention> {}

export const retentionPreview = z.object({
  messages: z.int(),
  files: z.int(),
  bytes: bytes.describe("Size of these files"),
  oldest: time.nullable().describe("Time of the oldest of these messages"),
});
export interface RetentionPreview extends z.infer<typeof retentionPreview> {}
