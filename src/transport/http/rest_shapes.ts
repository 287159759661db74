// What the room and message routes take and give. Takes are strict (L4) and hold only safe text (X1).
import { z } from "@hono/zod-openapi";

import { body, clientId, id, position, safeText } from "../../protocol/client_frames.ts";
import { limits } from "../../protocol/limits.ts";

/** Numbers in paths and queries are plain digits: no sign, no exponent, no other way to write one. */
function digits<T extends z.ZodType<number, number>>(number: T) {
  return z
    .string()
    .regex(/^[0-9]{1,16}$/, "not a whole number")
    .transform(Number)
    .pipe(number)
    .openapi({ type: "integer" });
}

export const idParam = z.strictObject({ id: digits(id) });
const listLimit = digits(z.int().min(1).max(limits.listPage)).optional();
export const pageQuery = z.strictObject({ after: digits(position).optional(), limit: listLimit });
export const roomsQuery = pageQuery.extend({ joined: z.enum(["true", "false"]).optional() });
export const historyQuery = z.strictObject({
  before: digits(position).optional(),
  after: digits(position).optional(),
  around: digits(position).optional(),
  limit: digits(z.int().min(1).max(limits.historyPage)).optional(),
});
export const syncQuery = z.strictObject({ rev: digits(position) });

export const postBody = z.strictObject({ clientId, body, replyTo: id.nullish() });
export const editBody = z.strictObject({ editedAt: position.nullable(), body });
export const readBody = z.strictObject({ seq: position, unread: z.boolean().optional() });
export const createRoomBody = z.strictObject({
  name: safeText,
  topic: safeText.optional(),
  kind: z.literal("public").optional(),
});
export const changeRoomBody = z.strictObject({ name: safeText.optional(), topic: safeText.optional() });

const time = z.int().describe("UTC milliseconds");
const author = z.object({ id: z.int(), username: z.string(), displayName: z.string() });
const noneYet = z.array(z.never()).openapi({ type: "array", items: {}, maxItems: 0 });
const message = z
  .object({
    id: z.int(),
    roomId: z.int(),
    seq: z.int().describe("Places it in its room"),
    rev: z.int().describe("Versions it"),
    author,
    clientId: z.string(),
    body: z.string(),
    replyTo: z.int().nullable(),
    createdAt: time,
    editedAt: time.nullable(),
    deletedAt: time.nullable(),
    pinnedAt: time.nullable(),
    reactions: noneYet,
    files: noneYet,
  })
  .openapi("Message");
const countFields = {
  rev: z.int(),
  lastSeq: z.int(),
  readSeq: z.int(),
  unread: z.int(),
  mentions: z.int(),
};
const counts = z.object(countFields).openapi("Counts");
const room = z
  .object({
    id: z.int(),
    kind: z.enum(["public", "private", "direct"]),
    name: z.string(),
    topic: z.string(),
    createdAt: time,
    joined: z.boolean(),
    notify: z.literal("default"),
    ...countFields,
  })
  .openapi("Room");
const next = z.int().nullable().describe("`after` of the next page; null on the last");

export const messageReply = z.object({ message });
export const countsReply = z.object({ counts });
export const roomReply = z.object({ room });
export const roomsReply = z.object({ rooms: z.array(room), next });
export const membersReply = z.object({
  members: z.array(z.object({ user: author, role: z.enum(["owner", "member"]) })),
  next,
});
export const historyReply = z.object({
  rev: z.int(),
  messages: z.array(message),
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
});
export const syncReply = z.object({
  rev: z.int(),
  complete: z.boolean(),
  more: z.boolean(),
  messages: z.array(message),
  counts,
});
