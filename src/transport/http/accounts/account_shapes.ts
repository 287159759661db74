// What the account routes take and give. Takes are strict (L4) and hold only safe text (X1); lengths are the domain's to refuse,
// with sentences of their own.
import { z } from "@hono/zod-openapi";

import { id, position, safeText } from "../../../protocol/client_frames.ts";
import { ids, next, pageQuery } from "../list_shapes.ts";
import { author, preferences } from "../person_shapes.ts";

export const setupBody = z.strictObject({
  placeName: safeText.optional(),
  username: safeText,
  displayName: safeText.optional(),
  password: safeText,
  code: safeText.optional(),
});
export const registerBody = z.strictObject({
  username: safeText,
  password: safeText,
  displayName: safeText.optional(),
  invite: safeText.optional(),
});
export const loginBody = z.strictObject({ username: safeText, password: safeText });
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "not a time of day");
export const profileBody = z.strictObject({
  displayName: safeText.optional(),
  status: z
    .strictObject({ emoji: safeText, text: safeText, until: position.nullable() })
    .nullable()
    .optional(),
  dndUntil: position.nullable().optional(),
  quietHours: z.strictObject({ from: clock, to: clock, zone: safeText }).nullable().optional(),
  receipts: z.boolean().optional(),
  preferences: preferences.partial().optional(),
});
export const peopleQuery = pageQuery.extend({ q: safeText.optional(), ids: ids.optional() });
export const personBody = z.strictObject({
  role: z.enum(["admin", "member"]).optional(),
  deactivated: z.boolean().optional(),
});
export const eraseBody = z.strictObject({ username: safeText });
export const passwordBody = z.strictObject({ current: safeText, password: safeText });
export const inviteLookBody = z.strictObject({ invite: safeText });
export const resetBody = z.strictObject({ token: safeText, password: safeText });
const registration = z.enum(["invite", "open"]);
export const placeBody = z.strictObject({ name: safeText.optional(), registration: registration.optional() });

/** An id in a path: plain digits, no other way to write a number. */
export const idParam = z.object({
  id: safeText
    .regex(/^[1-9][0-9]{0,15}$/, "not an id")
    .transform(Number)
    .pipe(id),
});

const time = z.int().describe("UTC milliseconds");
export const setupReply = z.object({
  needed: z.boolean(),
  codeNeeded: z.boolean(),
  passwordMin: z.int(),
  placeName: z.string(),
  registration,
});
export const sessionsReply = z.object({
  sessions: z.array(
    z.object({
      id: z.int(),
      createdAt: time,
      lastSeenAt: time,
      expiresAt: time,
      address: z.string(),
      agent: z.string(),
      current: z.boolean(),
    }),
  ),
});
const invite = z.object({
  id: z.int(),
  createdAt: time,
  expiresAt: time,
  createdBy: author,
  used: z.int(),
});
export const inviteReply = z.object({ invite: invite.extend({ url: z.string() }) });
export const invitesReply = z.object({ invites: z.array(invite.extend({ url: z.null() })), next });
export const inviteLookReply = z.object({ placeName: z.string(), invitedBy: z.string() });
export const resetLinkReply = z.object({ url: z.string(), expiresAt: time });
export const placeReply = z.object({
  place: z.object({ name: z.string(), registration, registrationLocked: z.boolean() }),
});
