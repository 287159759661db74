// What the routes about the server itself give (G9).
import { z } from "@hono/zod-openapi";

import { time } from "./list_shapes.ts";

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
    online: z.int().describe("People with an open socket"),
    sockets: z.int(),
    socketLimit: z.int().describe("The most there may be"),
    warnings: z.array(warning),
  }),
});
