// What the message routes take and give. Takes are strict (L4) and hold only safe text (X1).
import { z } from "@hono/zod-openapi";

import { body, clientId, emoji, epoch, fileIds, id, position } from "../../protocol/client_frames.ts";
import { limits } from "../../protocol/limits.ts";
import { file } from "./file_shapes.ts";
import { digits, ids, idParam, next, pageQuery, time } from "./list_shapes.ts";
import { author, person } from "./person_shapes.ts";
import { counts } from "./room_shapes.ts";

export const historyQuery = z.strictObject({
  before: digits(position).optional(),
  after: digits(position).optional(),
  around: digits(position).optional(),
  at: digits(position).optional(),
  limit: digits(z.int().min(1).max(limits.historyPage)).optional(),
  ids: ids.optional(),
});
export const syncQuery = z.strictObject({ rev: digits(position), epoch: epoch.optional() });
export const reactorsQuery = pageQuery.extend({ emoji });
export const reactionParams = idParam.extend({ emoji });

export const postBody = z.strictObject({ clientId, body, replyTo: id.nullish(), fileIds });
export const editBody = z.strictObject({ editedAt: position.nullable(), body });
export const readBody = z.strictObject({ seq: position, unread: z.boolean().optional() });

const reaction = z.object({
  emoji: z.string(),
  count: z.int(),
  userIds: z.array(z.int()).describe(`The first ${limits.reactionUsers} who gave it`),
});
const broadcast = z.union([
  z.object({ to: z.literal("everyone") }),
  z.object({ to: z.literal("here"), userIds: z.array(z.int()).describe("Who was here") }),
  z.object({
    to: z.literal("here"),
    count: z.int().describe(`How many were here, if more than ${limits.broadcastIds}`),
    me: z.boolean().optional().describe("Whether it reached me, in what I read for myself"),
  }),
]);
export const message = z
  .object({
    id: z.int(),
    roomId: z.int(),
    seq: z.int().describe("Places it in its room"),
    rev: z.int().describe("Versions it"),
    author,
    clientId: z.string(),
    body: z.string(),
    replyTo: z.int().nullable(),
    replies: z.int().describe("Replies to it that are not deleted"),
    mentions: z.array(z.object({ name: z.string().describe("As written"), user: author })),
    broadcast: broadcast.nullable(),
    createdAt: time,
    editedAt: time.nullable(),
    deletedAt: time.nullable(),
    deletedBy: author.nullable().describe("When it was not the author"),
    pinnedAt: time.nullable(),
    reactions: z.array(reaction).describe("In the order of their first giver"),
    files: z.array(file),
  })
  .openapi("Message");
const messages = z.array(message);
const mine = z
  .array(z.object({ messageId: z.int(), emoji: z.string() }))
  .describe("My reactions beyond those that the messages carry");

export const messageReply = z.object({ message });
/** `rev` is the room's. */
export const messagesByIdReply = z.object({
  rev: z.int(),
  messages,
  left: z.array(z.int()).describe("Ids of those that are there and did not fit: ask for them again"),
});
export const pinsReply = z.object({ rev: z.int(), messages, next });
export const messageListReply = z.object({ messages, next });
export const historyReply = z.object({
  rev: z.int(),
  messages,
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
  quoted: messages.describe("What they reply to, where it is not among them"),
  mine,
});
export const syncReply = z.object({
  epoch: z.string().describe("Of this start of the server: goes with the rev"),
  rev: z.int(),
  complete: z.boolean(),
  more: z.boolean(),
  messages,
  mine,
  counts,
});
export const repliesReply = z.object({ rev: z.int(), message, messages, next, mine });
export const reactorsReply = z.object({ users: z.array(person), next });
