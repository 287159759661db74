// What is given to a message and what is kept of it: reactions, pins, saves; and the lists that lead to messages.
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";

import type { Mentions } from "../../domain/mentions.ts";
import type { Pins } from "../../domain/pins.ts";
import type { Reactions } from "../../domain/reactions.ts";
import type { Saves } from "../../domain/saves.ts";
import type { Message } from "../../protocol/shapes.ts";
import type { Rates } from "../rates.ts";
import { actorOf } from "./actor_of.ts";
import { nothing, refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { backwardsQuery, idParam } from "./list_shapes.ts";
import {
  messageListReply,
  messageReply,
  pinsReply,
  reactionParams,
  reactorsQuery,
  reactorsReply,
} from "./message_shapes.ts";
import { chargeFor } from "./page_cost.ts";
import { refuseUndecoded } from "./refusals.ts";

const message = { 200: reply("The message, as it is now.", messageReply), ...refusals };
const reactionPath = {
  path: "/messages/{id}/reactions/{emoji}",
  request: { params: reactionParams },
} as const;
const pinPath = { path: "/messages/{id}/pin", request: { params: idParam } } as const;
const savePath = { path: "/messages/{id}/save", request: { params: idParam } } as const;

const putReaction = createRoute({
  ...reactionPath,
  method: "put",
  summary: "React with an emoji",
  responses: message,
});
const deleteReaction = createRoute({
  ...reactionPath,
  method: "delete",
  summary: "Take my reaction back",
  responses: message,
});
const getReactors = createRoute({
  method: "get",
  path: "/messages/{id}/reactions",
  summary: "Who reacted with this emoji, first first; after is the number of them already seen",
  request: { params: idParam, query: reactorsQuery },
  responses: { 200: reply("A page of people.", reactorsReply), ...refusals },
});
const putPin = createRoute({ ...pinPath, method: "put", summary: "Pin a message", responses: message });
const deletePin = createRoute({
  ...pinPath,
  method: "delete",
  summary: "Unpin a message",
  responses: message,
});
const getPins = createRoute({
  method: "get",
  path: "/rooms/{id}/pins",
  summary: "The pinned messages, the last pinned first; before is the next of the page before",
  request: { params: idParam, query: backwardsQuery },
  responses: { 200: reply("A page of messages.", pinsReply), ...refusals },
});
const putSave = createRoute({
  ...savePath,
  method: "put",
  summary: "Save a message for later; nobody else knows",
  responses: { 204: nothing, ...refusals },
});
const deleteSave = createRoute({
  ...savePath,
  method: "delete",
  summary: "Take a message off my saved ones",
  responses: { 204: nothing, ...refusals },
});
const getSaved = createRoute({
  method: "get",
  path: "/saved",
  summary: "What I saved, the last saved first; before is the next of the page before",
  request: { query: backwardsQuery },
  responses: { 200: reply("A page of messages.", messageListReply), ...refusals },
});
const getMentions = createRoute({
  method: "get",
  path: "/mentions",
  summary: "What mentions me or replies to me, newest first; before is a message id",
  request: { query: backwardsQuery },
  responses: { 200: reply("A page of messages.", messageListReply), ...refusals },
});

export interface KeepingRoutesDeps {
  reactions: Reactions;
  pins: Pins;
  saves: Saves;
  mentions: Mentions;
  rates: Rates;
}

export function createKeepingRoutes({ reactions, pins, saves, mentions, rates }: KeepingRoutesDeps) {
  async function react(c: Context<HttpEnv>, reaction: { messageId: number; emoji: string; on: boolean }) {
    const actor = actorOf(c);
    rates.spend("react", actor.userId);
    const { outcome } = await reactions.react(actor, reaction);
    return (await outcome).message;
  }

  async function pin(c: Context<HttpEnv>, messageId: number, on: boolean) {
    const actor = actorOf(c);
    rates.spend("change", actor.userId);
    return (await pins.pin(actor, { messageId, on })).message;
  }

  async function save(c: Context<HttpEnv>, messageId: number, on: boolean): Promise<void> {
    const actor = actorOf(c);
    rates.spend("change", actor.userId);
    await saves.save(actor, { messageId, on });
  }

  function reader(c: Context<HttpEnv>): number {
    const { userId } = actorOf(c);
    rates.spend("history", userId);
    return userId;
  }

  /** The same, of what a list turned out to be. */
  function charged<T extends { messages: Message[] }>(c: Context<HttpEnv>, list: T): T {
    chargeFor(rates, actorOf(c).userId, list.messages);
    return list;
  }

  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(putReaction, async (c) => {
      const { id, emoji } = c.req.valid("param");
      return c.json({ message: await react(c, { messageId: id, emoji, on: true }) }, 200);
    })
    .openapi(deleteReaction, async (c) => {
      const { id, emoji } = c.req.valid("param");
      return c.json({ message: await react(c, { messageId: id, emoji, on: false }) }, 200);
    })
    .openapi(getReactors, async (c) => {
      const page = await reactions.listReactors(reader(c), c.req.valid("param").id, c.req.valid("query"));
      return c.json(page, 200);
    })
    .openapi(putPin, async (c) => c.json({ message: await pin(c, c.req.valid("param").id, true) }, 200))
    .openapi(deletePin, async (c) => c.json({ message: await pin(c, c.req.valid("param").id, false) }, 200))
    .openapi(getPins, async (c) => {
      const page = await pins.listPins(reader(c), c.req.valid("param").id, c.req.valid("query"));
      return c.json(charged(c, page), 200);
    })
    .openapi(putSave, async (c) => {
      await save(c, c.req.valid("param").id, true);
      return c.body(null, 204);
    })
    .openapi(deleteSave, async (c) => {
      await save(c, c.req.valid("param").id, false);
      return c.body(null, 204);
    })
    .openapi(getSaved, async (c) =>
      c.json(charged(c, await saves.listSaved(reader(c), c.req.valid("query"))), 200),
    )
    .openapi(getMentions, async (c) =>
      c.json(charged(c, await mentions.listMentions(reader(c), c.req.valid("query"))), 200),
    );
}
