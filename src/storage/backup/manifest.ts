// What a backup says of itself.
import { z } from "zod";

const count = z.int().min(0);

export const manifestSchema = z.object({
  format: z.literal(1),
  /** Of the program that made it. */
  version: z.string(),
  /** `asked` is what `manual` was called before. */
  reason: z
    .enum(["daily", "manual", "migration", "asked"])
    .transform((word) => (word === "asked" ? "manual" : word)),
  /** UTC milliseconds. */
  createdAt: count,
  epoch: z.string(),
  /** `meta.workspaceId`. */
  workspace: z.string(),
  /** When the newest migration was written: UTC milliseconds. */
  schema: count,
  /** `meta.commits`; null in databases from before there was a count. */
  commits: count.nullable(),
  lastMessageId: count,
  database: z.object({ bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  files: z.object({ count, bytes: count }),
  /** Named by the database, and not in the data folder or not whole there. */
  missingFiles: count,
});

export type Manifest = z.infer<typeof manifestSchema>;
export type BackupReason = Manifest["reason"];
