// Messages: the same operations as the frames, for scripts and for the first page; and finding them.
import { z } from "zod";

import { body, clientId, fileIds, id, position, safeText } from "../client_frames.ts";
import { limits } from "../limits.ts";
import { digits, idParam, ids, pageQuery } from "../shapes/lists.ts";
import { historyPage, message, messagesById, repliesPage, searchPage } from "../shapes/messages.ts";
import { reply, type Endpoints } from "./endpoint.ts";

const one = z.object({ message });

export const messageEndpoints = {
  "GET /rooms/{id}/messages": {
    summary:
      "A page of messages by seq, oldest first, the newest unless told; at is a time in UTC milliseconds; or those of these ids that are there",
    session: "member",
    rate: "history",
    params: idParam,
    query: z.strictObject({
      before: digits(position).exactOptional(),
      after: digits(position).exactOptional(),
      around: digits(position).exactOptional(),
      at: digits(position).exactOptional(),
      limit: digits(z.int().min(1).max(limits.historyPage)).exactOptional(),
      ids: ids.exactOptional(),
    }),
    replies: { 200: reply("The page; with ids, those messages.", z.union([historyPage, messagesById])) },
  },
  "POST /rooms/{id}/messages": {
    summary: "Post a message; the same clientId again gives the first",
    session: "member",
    rate: "post",
    params: idParam,
    body: z.strictObject({ clientId, body, replyTo: id.nullable().exactOptional(), fileIds }),
    replies: { 201: reply("The new message.", one), 200: reply("It was there already.", one) },
  },
  "GET /messages/{id}": {
    summary: "A message of a room of mine",
    session: "member",
    rate: "history",
    params: idParam,
    replies: { 200: reply("The message.", one) },
  },
  "PATCH /messages/{id}": {
    summary: "Edit my message; editedAt as last seen",
    session: "member",
    rate: "change",
    params: idParam,
    body: z.strictObject({ editedAt: position.nullable(), body }),
    replies: { 200: reply("The message, as it is now.", one) },
  },
  "DELETE /messages/{id}": {
    summary: "Delete my message; owners of its room and admins in it delete anyone's",
    session: "member",
    rate: "change",
    params: idParam,
    replies: { 200: reply("Its tombstone.", one) },
  },
  "GET /messages/{id}/replies": {
    summary: "A message and what replies to it, oldest first; after is a seq",
    session: "member",
    rate: "history",
    params: idParam,
    query: pageQuery,
    replies: { 200: reply("A page of replies.", repliesPage) },
  },
  "GET /search": {
    summary: "Messages of my rooms that hold all these words, newest first",
    session: "member",
    rate: "search",
    query: z.strictObject({
      // No maximum here: too long is `too_long` (D7).
      q: safeText.exactOptional().describe("Words that must all be there; every character means itself"),
      roomId: digits(id).exactOptional(),
      from: digits(id).exactOptional().describe("The author's id"),
      since: digits(position).exactOptional().describe("createdAt from here on, UTC milliseconds"),
      until: digits(position).exactOptional().describe("createdAt before this"),
      has: z.enum(["link", "file"]).exactOptional(),
      before: digits(position).exactOptional().describe("The next of the page before"),
      limit: digits(z.int().min(1).max(limits.searchPage)).exactOptional(),
    }),
    replies: { 200: reply("A page of messages, and where the words are.", searchPage) },
  },
} as const satisfies Endpoints;
