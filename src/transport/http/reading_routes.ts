// Catching up and read marks over REST.
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { Chat } from "../../domain/chat.ts";
import type { Rates } from "../rates.ts";
import { actorOf } from "./actor_of.ts";
import { jsonBody, refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { idParam } from "./list_shapes.ts";
import { readBody, syncQuery, syncReply } from "./message_shapes.ts";
import { refuseUndecoded } from "./refusals.ts";
import { countsReply } from "./room_shapes.ts";

const getSync = createRoute({
  method: "get",
  path: "/rooms/{id}/sync",
  summary: "What changed after a rev, which epoch places",
  request: { params: idParam, query: syncQuery },
  responses: { 200: reply("The changes, by rising rev.", syncReply), ...refusals },
});
const putRead = createRoute({
  method: "put",
  path: "/rooms/{id}/read",
  summary: "Mark as read up to seq; with unread, mark unread from there",
  request: { params: idParam, body: jsonBody(readBody) },
  responses: { 200: reply("My counts.", countsReply), ...refusals },
});

export function createReadingRoutes({ chat, rates }: { chat: Chat; rates: Rates }) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getSync, async (c) => {
      const { userId } = actorOf(c);
      rates.spend("sync", userId);
      const page = await chat.sync(userId, c.req.valid("param").id, c.req.valid("query"));
      return c.json(page, 200);
    })
    .openapi(putRead, async (c) => {
      const actor = actorOf(c);
      rates.spend("mark", actor.userId);
      const { seq, unread = false } = c.req.valid("json");
      const { outcome } = await chat.markRead(actor, { roomId: c.req.valid("param").id, seq, unread });
      return c.json({ counts: await outcome }, 200);
    });
}
