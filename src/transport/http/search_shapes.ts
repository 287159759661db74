// What search takes and gives (SPEC §12).
import { z } from "@hono/zod-openapi";

import { id, position, safeText } from "../../protocol/client_frames.ts";
import { limits } from "../../protocol/limits.ts";
import { digits, next } from "./list_shapes.ts";
import { message } from "./message_shapes.ts";

const span = z.object({ start: z.int(), end: z.int() }).describe("UTF-16 units of the body, without `end`");

export const searchQuery = z.strictObject({
  /** No maximum here: too long is `too_long` (D7). */
  q: safeText.optional().describe("Words that must all be there; every character means itself"),
  roomId: digits(id).optional(),
  from: digits(id).optional().describe("The author's id"),
  since: digits(position).optional().describe("createdAt from here on, UTC milliseconds"),
  until: digits(position).optional().describe("createdAt before this"),
  has: z.enum(["link", "file"]).optional(),
  before: digits(position).optional().describe("The next of the page before"),
  limit: digits(z.int().min(1).max(limits.searchPage)).optional(),
});

export const searchReply = z.object({
  messages: z.array(message),
  hits: z
    .array(
      z.object({
        line: span.describe("A piece of one line around the first of the words"),
        marks: z.array(span).describe("Where the words are"),
      }),
    )
    .describe("One for each message"),
  next,
  isPartial: z.boolean().describe("The time was over: everything newer than next was looked at"),
});
