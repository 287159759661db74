// People, and what the logs say of them (P1, G7).
import { z } from "@hono/zod-openapi";

import { preferenceChoices } from "../../protocol/preferences.ts";
import { next, time } from "./list_shapes.ts";

const role = z.enum(["admin", "member"]);
const namedFields = {
  id: z.int(),
  username: z.string(),
  displayName: z.string(),
  avatar: z.string().nullable().describe("Of its address: /api/users/{id}/avatar/{avatar}"),
  ambiguous: z.literal(true).exactOptional().describe("The display name looks like a name of someone else"),
};
export const author = z
  .object({ ...namedFields, role: role.exactOptional().describe("Only of an admin") })
  .openapi("Author");
const status = z.object({ emoji: z.string(), text: z.string(), until: time.nullable() }).nullable();

const personFields = {
  ...namedFields,
  role,
  status,
  dndUntil: time.nullable(),
  isDeactivated: z.boolean(),
};
export const person = z.object(personFields).openapi("Person");
const quietHours = z.object({ from: z.string(), to: z.string(), zone: z.string() }).nullable();
export const preferences = z.strictObject({
  theme: z.enum(preferenceChoices.theme),
  contrast: z.enum(preferenceChoices.contrast),
  density: z.enum(preferenceChoices.density),
  clock: z.enum(preferenceChoices.clock),
  language: z.enum(preferenceChoices.language),
});
const user = z.object({ ...personFields, quietHours, receipts: z.boolean(), preferences }).openapi("User");

const auditEntry = z
  .object({
    id: z.int(),
    at: time,
    action: z.enum([
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
    ]),
    actor: author
      .nullable()
      .describe("null: it followed from something else, or was done on the command line"),
    user: author.nullable().describe("Whom it was done to"),
    roomId: z.int().nullable(),
    detail: z.string().describe("What it became: a role, a kind"),
  })
  .openapi("LogEntry");

export const userReply = z.object({ user });
export const personReply = z.object({ user: person });
export const peopleReply = z.object({ users: z.array(person), next });
export const logReply = z.object({ entries: z.array(auditEntry), next });
