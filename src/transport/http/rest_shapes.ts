// What the message routes take and give. Takes are strict (L4) and hold only safe text (X1).
import { z } from "@hono/zod-openapi";

import { body, clientId, id, position } from "../../protocol/client_frames.ts";
import { limits } from "../../protocol/limits.ts";
import { digits, time } from "./list_shapes.ts";
import { author } from "./person_shapes.ts";
import { counts } from "./room_shapes.ts";

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
export const messageReply = z.object({ message });
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
