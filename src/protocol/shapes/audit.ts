// What the logs say of people and rooms (G7).
import { z } from "zod";

import { next, time } from "./lists.ts";
import { author } from "./people.ts";

const action = z.enum([
  "user_role",
  "user_deactivated",
  "user_reactivated",
  "user_erased",
  "user_reset",
  "user_registered",
  "user_reset_used",
  "invite_made",
  "invite_revoked",
  "registration",
  "user_avatar_removed",
  "room_entered",
  "room_created",
  "room_kind",
  "room_archived",
  "room_unarchived",
  "member_added",
  "member_removed",
  "member_role",
  "message_deleted",
  "retention",
  "room_retention",
  "room_held",
  "room_released",
  "messages_expired",
]);
export type AuditAction = z.infer<typeof action>;

export const auditEntry = z.object({
  id: z.int(),
  at: time,
  action,
  actor: author.nullable().describe("null: a consequence of another change, or the command line"),
  user: author.nullable().describe("The person concerned"),
  roomId: z.int().nullable(),
  detail: z.string().describe("The new value: a role, a kind, who may register; else empty"),
});
export interface AuditEntry extends z.infer<typeof auditEntry> {}

export const logPage = z.object({ entries: z.array(auditEntry).describe("Newest first"), next });
export interface LogPage extends z.infer<typeof logPage> {}
