// What the routes about the server itself give (G9).
import { z } from "@hono/zod-openapi";

import { next, time } from "./list_shapes.ts";
import { person } from "./person_shapes.ts";

const bytes = z.int();
const disk = z.object({
  freeBytes: bytes,
  totalBytes: bytes,
  reserveBytes: bytes.describe("Below this much free space uploads are refused"),
});
const warning = z.object({
  code: z.string(),
  text: z.string().describe("English: what is wrong and what to do"),
  since: time,
  isUnready: z.boolean().describe("Nothing can be saved while it stands"),
});

export const serverReply = z.object({
  server: z.object({
    version: z.string(),
    startedAt: time,
    disk: disk.nullable().describe("Of the data folder; null when it does not tell"),
    databaseBytes: bytes,
    logBytes: bytes,
    filesBytes: bytes.describe("All files of all people, posted or not"),
    filesLimit: bytes.nullable().describe("What they may have together; null: no bound but the disk"),
    quotaBytes: bytes.describe("What the files of one person may have together"),
    backups: z.object({
      isOn: z.boolean().describe("Whether one is made every day"),
      count: z.int().describe("Those that are kept"),
      lastAt: time.nullable().describe("When the newest was made"),
      lastBytes: bytes.nullable().describe("Of its database and its files, which are shared with the others"),
    }),
    online: z.int().describe("People with an open socket"),
    sockets: z.int(),
    socketLimit: z.int().describe("The most there may be"),
    warnings: z.array(warning),
  }),
});

export const storageReply = z.object({
  people: z.array(
    z.object({
      user: person,
      bytes: bytes.describe("Of all files of this person"),
      unpostedBytes: bytes.describe("Of these, in no message yet"),
    }),
  ),
  next,
});
