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
      "List messages, oldest first: the newest page, or before, after or around a seq, or at a time (UTC milliseconds), or by ids",
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
    replies: {
      200: reply("A page of messages; with ids, those messages.", z.union([historyPage, messagesById])),
    },
  },
  "POST /rooms/{id}/messages": {
    summary: "Post a message; a repeated clientId returns the first one",
    session: "member",
    rate: "post",
    params: idParam,
    body: z.strictObject({ clientId, body, replyTo: id.nullable().exactOptional(), fileIds }),
    replies: { 201: reply("The new message.", one), 200: reply("It was posted already.", one) },
  },
  "GET /messages/{id}": {
    summary: "Get a message",
    session: "member",
    rate: "history",
    params: idParam,
    replies: { 200: reply("The message.", one) },
  },
  "PATCH /messages/{id}": {
    summary: "Edit my message; send editedAt as last seen",
    session: "member",
    rate: "change",
    params: idParam,
    body: z.strictObject({ editedAt: position.nullable(), body }),
    replies: { 200: reply("The message.", one) },
  },
  "DELETE /messages/{id}": {
    summary: "Delete my message; owners of the room and admins in it can delete any",
    session: "member",
    rate: "change",
    params: idParam,
    replies: { 200: reply("Its tombstone.", one) },
  },
  "GET /messages/{id}/replies": {
    summary: "List a message and its replies, oldest first; after is a seq",
    session: "member",
    rate: "history",
    params: idParam,
    query: pageQuery,
    replies: { 200: reply("A page of replies.", repliesPage) },
  },
  "GET /search": {
    summary: "Search the messages of my rooms for all these words, newest first",
    session: "member",
    rate: "search",
    query: z.strictObject({
      // No maximum here: too long is `too_long` (D7).
      q: safeText.exactOptional().describe("Words that must all occur; every character is literal"),
      roomId: digits(id).exactOptional(),
      from: digits(id).exactOptional().describe("The author's id"),
      since: digits(position).exactOptional().describe("Minimum createdAt, UTC milliseconds"),
      until: digits(position).exactOptional().describe("Exclusive maximum of createdAt"),
      has: z.enum(["link", "file"]).exactOptional(),
      before: digits(position).exactOptional().describe("next of the previous page"),
      limit: digits(z.int().min(1).max(limits.searchPage)).exactOptional(),
    }),
    replies: { 200: reply("A page of messages with the positions of the words.", searchPage) },
  },
} as const satisfies Endpoints;
