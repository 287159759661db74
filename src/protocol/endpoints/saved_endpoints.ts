// Reactions, pins and saved messages, and the lists of messages.
import { z } from "zod";

import { emoji } from "../client_frames.ts";
import { backwardsQuery, idParam, pageQuery } from "../shapes/lists.ts";
import { message, messageList, pinsPage } from "../shapes/messages.ts";
import { peoplePage } from "../shapes/people.ts";
import { done, reply, type Endpoints } from "./endpoint.ts";

const changed = { 200: reply("The message.", z.object({ message })) } as const;
const reactionParams = idParam.extend({ emoji });

export const savedEndpoints = {
  "PUT /messages/{id}/reactions/{emoji}": {
    summary: "React with an emoji",
    session: "member",
    rate: "react",
    params: reactionParams,
    replies: changed,
  },
  "DELETE /messages/{id}/reactions/{emoji}": {
    summary: "Remove my reaction",
    session: "member",
    rate: "react",
    params: reactionParams,
    replies: changed,
  },
  "GET /messages/{id}/reactions": {
    summary: "List who reacted with this emoji, in order; after is the number already seen",
    session: "member",
    rate: "history",
    params: idParam,
    query: pageQuery.extend({ emoji }),
    replies: { 200: reply("A page of people.", peoplePage) },
  },
  "PUT /messages/{id}/pin": {
    summary: "Pin a message",
    session: "member",
    rate: "change",
    params: idParam,
    replies: changed,
  },
  "DELETE /messages/{id}/pin": {
    summary: "Unpin a message",
    session: "member",
    rate: "change",
    params: idParam,
    replies: changed,
  },
  "GET /rooms/{id}/pins": {
    summary: "List pinned messages, last pinned first; before is next of the previous page",
    session: "member",
    rate: "history",
    params: idParam,
    query: backwardsQuery,
    replies: { 200: reply("A page of messages.", pinsPage) },
  },
  "PUT /messages/{id}/save": {
    summary: "Save a message; only I see it",
    session: "member",
    rate: "change",
    params: idParam,
    replies: { 204: done },
  },
  "DELETE /messages/{id}/save": {
    summary: "Unsave a message",
    session: "member",
    rate: "change",
    params: idParam,
    replies: { 204: done },
  },
  "GET /saved": {
    summary: "List my saved messages, last saved first; before is next of the previous page",
    session: "member",
    rate: "history",
    query: backwardsQuery,
    replies: { 200: reply("A page of messages.", messageList) },
  },
  "GET /mentions": {
    summary: "List messages that mention me or reply to me, newest first; before is a message id",
    session: "member",
    rate: "history",
    query: backwardsQuery,
    replies: { 200: reply("A page of messages.", messageList) },
  },
} as const satisfies Endpoints;
