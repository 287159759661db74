// Messages over REST: the same operations as the frames, for scripts and for the first page.
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { Chat } from "../../domain/chat.ts";
import { ChatError } from "../../domain/chat_error.ts";
import type { Replies } from "../../domain/replies.ts";
import type { Rates } from "../rates.ts";
import { actorOf } from "./actor_of.ts";
import { jsonBody, refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { idParam, pageQuery } from "./list_shapes.ts";
import {
  editBody,
  historyQuery,
  historyReply,
  messageReply,
  postBody,
  repliesReply,
  messagesByIdReply,
} from "./message_shapes.ts";
import { chargeFor } from "./page_cost.ts";
import { refuseUndecoded } from "./refusals.ts";

const getHistory = createRoute({
  method: "get",
  path: "/rooms/{id}/messages",
  summary:
    "A page of messages by seq, oldest first, the newest unless told; at is a time in UTC milliseconds; or those of these ids that are there",
  request: { params: idParam, query: historyQuery },
  responses: { 200: reply("The page.", historyReply.or(messagesByIdReply)), ...refusals },
});
const postMessage = createRoute({
  method: "post",
  path: "/rooms/{id}/messages",
  summary: "Post a message; the same clientId again gives the first",
  request: { params: idParam, body: jsonBody(postBody) },
  responses: {
    201: reply("The new message.", messageReply),
    200: reply("It was there already.", messageReply),
    ...refusals,
  },
});
const getMessage = createRoute({
  method: "get",
  path: "/messages/{id}",
  summary: "A message of a room of mine",
  request: { params: idParam },
  responses: { 200: reply("The message.", messageReply), ...refusals },
});
const patchMessage = createRoute({
  method: "patch",
  path: "/messages/{id}",
  summary: "Edit my message; editedAt as last seen",
  request: { params: idParam, body: jsonBody(editBody) },
  responses: { 200: reply("The message, as it is now.", messageReply), ...refusals },
});
const deleteMessage = createRoute({
  method: "delete",
  path: "/messages/{id}",
  summary: "Delete my message; owners of its room and admins in it delete anyone's",
  request: { params: idParam },
  responses: { 200: reply("Its tombstone.", messageReply), ...refusals },
});
const getReplies = createRoute({
  method: "get",
  path: "/messages/{id}/replies",
  summary: "A message and what replies to it, oldest first; after is a seq",
  request: { params: idParam, query: pageQuery },
  responses: { 200: reply("A page of replies.", repliesReply), ...refusals },
});

export interface MessageRoutesDeps {
  chat: Chat;
  replies: Replies;
  rates: Rates;
}

export function createMessageRoutes({ chat, replies, rates }: MessageRoutesDeps) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getHistory, async (c) => {
      const { userId } = actorOf(c);
      rates.spend("history", userId);
      const roomId = c.req.valid("param").id;
      const { ids, ...page } = c.req.valid("query");
      if (ids === undefined) {
        const history = await chat.history(userId, roomId, page);
        chargeFor(rates, userId, history.messages, history.quoted);
        return c.json(history, 200);
      }
      const [other] = Object.keys(page);
      if (other !== undefined) {
        throw new ChatError("bad_request", `With ids there is no ${other}.`, { field: other });
      }
      const found = await replies.findMessages(userId, roomId, ids);
      chargeFor(rates, userId, found.messages);
      return c.json(found, 200);
    })
    .openapi(postMessage, async (c) => {
      const actor = actorOf(c);
      rates.spend("post", actor.userId);
      const { clientId, body, replyTo = null, fileIds = [] } = c.req.valid("json");
      const roomId = c.req.valid("param").id;
      const { outcome } = await chat.postMessage(
        actor,
        { roomId, clientId, body, replyTo, fileIds },
        { spendBroadcast: () => rates.spend("broadcast", actor.userId) },
      );
      const { message, changed } = await outcome;
      return changed ? c.json({ message }, 201) : c.json({ message }, 200);
    })
    .openapi(getMessage, async (c) => {
      const { userId } = actorOf(c);
      rates.spend("history", userId);
      return c.json({ message: await replies.openMessage(userId, c.req.valid("param").id) }, 200);
    })
    .openapi(patchMessage, async (c) => {
      const actor = actorOf(c);
      rates.spend("change", actor.userId);
      const messageId = c.req.valid("param").id;
      const { outcome } = await chat.editMessage(actor, { messageId, ...c.req.valid("json") });
      return c.json({ message: (await outcome).message }, 200);
    })
    .openapi(deleteMessage, async (c) => {
      const actor = actorOf(c);
      rates.spend("change", actor.userId);
      const { outcome } = await chat.deleteMessage(actor, c.req.valid("param").id);
      return c.json({ message: (await outcome).message }, 200);
    })
    .openapi(getReplies, async (c) => {
      const { userId } = actorOf(c);
      rates.spend("history", userId);
      const page = await replies.listReplies(userId, c.req.valid("param").id, c.req.valid("query"));
      chargeFor(rates, userId, page.messages);
      return c.json(page, 200);
    });
}
