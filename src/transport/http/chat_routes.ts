// Messages and read marks over REST: the same operations as the frames, for scripts and for the first page.
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { Chat } from "../../domain/chat.ts";
import type { Rates } from "../rates.ts";
import { actorOf } from "./actor_of.ts";
import { jsonBody, refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { idParam } from "./list_shapes.ts";
import { refuseUndecoded } from "./refusals.ts";
import { countsReply } from "./room_shapes.ts";
import {
  editBody,
  historyQuery,
  historyReply,
  messageReply,
  postBody,
  readBody,
  syncQuery,
  syncReply,
} from "./rest_shapes.ts";

const getHistory = createRoute({
  method: "get",
  path: "/rooms/{id}/messages",
  summary: "A page of messages by seq, oldest first; the newest unless told",
  request: { params: idParam, query: historyQuery },
  responses: { 200: reply("The page.", historyReply), ...refusals },
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
const getSync = createRoute({
  method: "get",
  path: "/rooms/{id}/sync",
  summary: "What changed after a rev",
  request: { params: idParam, query: syncQuery },
  responses: { 200: reply("The changes, by rising rev.", syncReply), ...refusals },
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
  summary: "Delete my message",
  request: { params: idParam },
  responses: { 200: reply("Its tombstone.", messageReply), ...refusals },
});
const putRead = createRoute({
  method: "put",
  path: "/rooms/{id}/read",
  summary: "Mark as read up to seq; with unread, mark unread from there",
  request: { params: idParam, body: jsonBody(readBody) },
  responses: { 200: reply("My counts.", countsReply), ...refusals },
});

export function createChatRoutes({ chat, rates }: { chat: Chat; rates: Rates }) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getHistory, async (c) => {
      const { userId } = actorOf(c);
      rates.spend("history", userId);
      const page = await chat.history(userId, c.req.valid("param").id, c.req.valid("query"));
      return c.json(page, 200);
    })
    .openapi(postMessage, async (c) => {
      const actor = actorOf(c);
      rates.spend("post", actor.userId);
      const { clientId, body, replyTo = null } = c.req.valid("json");
      const roomId = c.req.valid("param").id;
      const { outcome } = await chat.postMessage(actor, { roomId, clientId, body, replyTo });
      const { message, changed } = await outcome;
      return changed ? c.json({ message }, 201) : c.json({ message }, 200);
    })
    .openapi(getSync, async (c) => {
      const { userId } = actorOf(c);
      rates.spend("sync", userId);
      const page = await chat.sync(userId, c.req.valid("param").id, c.req.valid("query").rev);
      return c.json(page, 200);
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
    .openapi(putRead, async (c) => {
      const actor = actorOf(c);
      rates.spend("mark", actor.userId);
      const { seq, unread = false } = c.req.valid("json");
      const { outcome } = await chat.markRead(actor, { roomId: c.req.valid("param").id, seq, unread });
      return c.json({ counts: await outcome }, 200);
    });
}
