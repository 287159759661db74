// Reactions, pins and saved messages, and the lists of messages.
import { z } from "zod";

import { emoji } from "../client_frames.ts";
import { backwardsQuery, idParam, pageQuery } from "../shapes/lists.ts";
import { message, messageList, pinsPage } from "../shapes/messages.ts";
import { peoplePage } from "../shapes/people.ts";
import { done, reply, type Endpoints } from "./endpoint.ts";

const changed = { 200: reply("The message, as it is now.", z.object({ message })) } as const;
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
    summary: "Take my reaction back",
    session: "member",
    rate: "react",
    params: reactionParams,
    replies: changed,
  },
  "GET /messages/{id}/reactions": {
    summary: "Who reacted with this emoji, first first; after is the number of them already seen",
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
    summary: "The pinned messages, the last pinned first; before is the next of the page before",
    session: "member",
    rate: "history",
    params: idParam,
    query: backwardsQuery,
    replies: { 200: reply("A page of messages.", pinsPage) },
  },
  "PUT /messages/{id}/save": {
    summary: "Save a message for later; nobody else knows",
    session: "member",
    rate: "change",
    params: idParam,
    replies: { 204: done },
  },
  "DELETE /messages/{id}/save": {
    summary: "Take a message off my saved ones",
    session: "member",
    rate: "change",
    params: idParam,
    replies: { 204: done },
  },
  "GET /saved": {
    summary: "What I saved, the last saved first; before is the next of the page before",
    session: "member",
    rate: "history",
    query: backwardsQuery,
    replies: { 200: reply("A page of messages.", messageList) },
  },
  "GET /mentions": {
    summary: "What mentions me or replies to me, newest first; before is a message id",
    session: "member",
    rate: "history",
    query: backwardsQuery,
    replies: { 200: reply("A page of messages.", messageList) },
  },
} as const satisfies Endpoints;
