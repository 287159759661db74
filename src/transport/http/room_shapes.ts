// What the room routes take and give (W6). Takes are strict (L4) and hold only safe text (X1); lengths are the domain's to
// refuse, with sentences of their own.
import { z } from "@hono/zod-openapi";

import { id, position, safeText } from "../../protocol/client_frames.ts";
import { digits, ids, next, pageQuery, time } from "./list_shapes.ts";
import { person } from "./person_shapes.ts";

const ownKind = z.enum(["public", "private"]);
const role = z.enum(["owner", "member"]);
const broadcasts = z.enum(["members", "owners"]);
const notify = z.enum(["everything", "default", "nothing", "hidden"]);

export const memberParam = z.strictObject({ id: digits(id), userId: digits(id) });
export const roomsQuery = pageQuery.extend({
  joined: z.enum(["true", "false"]).optional(),
  ids: ids.optional(),
  q: safeText.optional(),
});
export const listedRoomsQuery = pageQuery.extend({ q: safeText.optional() });
export const createRoomBody = z.strictObject({
  name: safeText,
  topic: safeText.optional(),
  kind: ownKind.optional(),
  warn: z.boolean().optional().describe("Refused where a room is called so (L10)"),
});
export const changeRoomBody = z.strictObject({
  name: safeText.optional(),
  topic: safeText.optional(),
  kind: ownKind.optional(),
  archived: z.boolean().optional(),
  broadcasts: broadcasts.optional(),
  warn: z.boolean().optional().describe("Refused where another room is called so (L10)"),
});
export const directBody = z.strictObject({ userIds: z.array(id) });
export const addMembersBody = z.strictObject({ userIds: z.array(id).min(1) });
export const roleBody = z.strictObject({ role });
export const settingsBody = z.strictObject({
  notify: notify.optional(),
  mutedUntil: position.nullable().optional(),
  starred: z.boolean().optional(),
  hidden: z.boolean().optional(),
});

const countFields = {
  rev: z.int(),
  lastSeq: z.int(),
  readSeq: z.int(),
  unread: z.int(),
  mentions: z.int(),
};
export const counts = z.object(countFields).openapi("Counts");
const room = z
  .object({
    id: z.int(),
    kind: z.enum(["public", "private", "direct"]),
    name: z.string(),
    topic: z.string(),
    createdAt: time,
    archivedAt: time.nullable(),
    broadcasts,
    joined: z.boolean(),
    role: role.nullable(),
    ...countFields,
    notify,
    mutedUntil: time.nullable(),
    starred: z.boolean(),
    hiddenSeq: z.int().nullable(),
    members: z.array(person).optional().describe("Of direct rooms: everyone in it"),
    receipts: z
      .array(z.object({ userId: z.int(), seq: z.int() }))
      .optional()
      .describe("Of direct rooms: how far others have read"),
    lastAt: time.optional().describe("Of direct rooms: when it was last spoken in"),
    memberCount: z.int().optional().describe("Of rooms to join: active members, at most 200 counted"),
    last: z
      .object({ author: z.string(), body: z.string(), createdAt: time })
      .nullable()
      .optional()
      .describe("Of rooms to join: what was said last"),
  })
  .openapi("Room");
const listedRoom = z
  .object({
    id: z.int(),
    kind: ownKind,
    name: z.string(),
    createdAt: time,
    archivedAt: time.nullable(),
    members: z.int().describe("Active ones"),
    owners: z.int(),
    lastAt: time.nullable().describe("Of the last message"),
  })
  .openapi("ListedRoom");
const member = z.object({ user: person, role, joinedAt: time }).openapi("Member");

export const presenceReply = z.object({ online: z.int(), away: z.int() });
export const countsReply = z.object({ counts });
export const roomReply = z.object({ room });
export const roomsReply = z.object({ rooms: z.array(room), next });
export const listedRoomsReply = z.object({ rooms: z.array(listedRoom), next });
export const membersReply = z.object({ members: z.array(member), next });
export const addedReply = z.object({ members: z.array(member) });
export const memberReply = z.object({ member });
