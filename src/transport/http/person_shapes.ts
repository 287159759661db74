// People, and what the logs say of them (P1, G7).
import { z } from "@hono/zod-openapi";

import { next, time } from "./list_shapes.ts";

export const author = z
  .object({ id: z.int(), username: z.string(), displayName: z.string() })
  .openapi("Author");
const role = z.enum(["admin", "member"]);
const status = z.object({ emoji: z.string(), text: z.string(), until: time.nullable() }).nullable();

const personFields = {
  id: z.int(),
  username: z.string(),
  displayName: z.string(),
  role,
  status,
  dndUntil: time.nullable(),
  isDeactivated: z.boolean(),
};
export const person = z.object(personFields).openapi("Person");
const quietHours = z.object({ from: z.string(), to: z.string(), zone: z.string() }).nullable();
const user = z.object({ ...personFields, quietHours, receipts: z.boolean() }).openapi("User");

const auditEntry = z
  .object({
    id: z.int(),
    at: time,
    action: z.enum([
      "user_role",
      "user_deactivated",
      "user_reactivated",
      "user_erased",
      "room_entered",
      "room_created",
      "room_kind",
      "room_archived",
      "room_unarchived",
      "member_added",
      "member_removed",
      "member_role",
      "message_deleted",
    ]),
    actor: author.nullable().describe("null: it followed from something else"),
    user: author.nullable().describe("Whom it was done to"),
    roomId: z.int().nullable(),
    detail: z.string().describe("What it became: a role, a kind"),
  })
  .openapi("LogEntry");

export const userReply = z.object({ user });
export const personReply = z.object({ user: person });
export const peopleReply = z.object({ users: z.array(person), next });
export const logReply = z.object({ entries: z.array(auditEntry), next });
