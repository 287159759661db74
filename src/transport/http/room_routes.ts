// Rooms over REST.
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { Rooms } from "../../domain/rooms.ts";
import type { Rates } from "../rates.ts";
import { actorOf } from "./chat_routes.ts";
import { jsonBody, nothing, refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { refuseUndecoded } from "./refusals.ts";
import {
  changeRoomBody,
  createRoomBody,
  idParam,
  membersReply,
  pageQuery,
  roomReply,
  roomsQuery,
  roomsReply,
} from "./rest_shapes.ts";

const getRooms = createRoute({
  method: "get",
  path: "/rooms",
  summary: "My rooms with counts, or public ones I have not joined",
  request: { query: roomsQuery },
  responses: { 200: reply("A page of rooms by id.", roomsReply), ...refusals },
});
const postRoom = createRoute({
  method: "post",
  path: "/rooms",
  summary: "Create a public room and join it",
  request: { body: jsonBody(createRoomBody) },
  responses: { 201: reply("The new room.", roomReply), ...refusals },
});
const getRoom = createRoute({
  method: "get",
  path: "/rooms/{id}",
  summary: "A room of mine or a public one",
  request: { params: idParam },
  responses: { 200: reply("The room.", roomReply), ...refusals },
});
const patchRoom = createRoute({
  method: "patch",
  path: "/rooms/{id}",
  summary: "Change the name or topic of a room of mine",
  request: { params: idParam, body: jsonBody(changeRoomBody) },
  responses: { 200: reply("The room, as it is now.", roomReply), ...refusals },
});
const postJoin = createRoute({
  method: "post",
  path: "/rooms/{id}/join",
  summary: "Join a public room",
  request: { params: idParam },
  responses: { 200: reply("The room, now mine.", roomReply), ...refusals },
});
const postLeave = createRoute({
  method: "post",
  path: "/rooms/{id}/leave",
  summary: "Leave a room",
  request: { params: idParam },
  responses: { 204: nothing, ...refusals },
});
const getMembers = createRoute({
  method: "get",
  path: "/rooms/{id}/members",
  summary: "Who is in a room of mine",
  request: { params: idParam, query: pageQuery },
  responses: { 200: reply("A page of members by user id.", membersReply), ...refusals },
});

export function createRoomRoutes({ rooms, rates }: { rooms: Rooms; rates: Rates }) {
  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getRooms, async (c) => {
      const { joined = "true", ...page } = c.req.valid("query");
      const list = await rooms.listRooms(actorOf(c).userId, { joined: joined === "true", ...page });
      return c.json(list, 200);
    })
    .openapi(postRoom, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      const { name, topic } = c.req.valid("json");
      return c.json({ room: await rooms.createRoom(actor, { name, topic }) }, 201);
    })
    .openapi(getRoom, async (c) => {
      const room = await rooms.openRoom(actorOf(c).userId, c.req.valid("param").id);
      return c.json({ room }, 200);
    })
    .openapi(patchRoom, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      const room = await rooms.changeRoom(actor, c.req.valid("param").id, c.req.valid("json"));
      return c.json({ room }, 200);
    })
    .openapi(postJoin, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      return c.json({ room: await rooms.joinRoom(actor, c.req.valid("param").id) }, 200);
    })
    .openapi(postLeave, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      await rooms.leaveRoom(actor, c.req.valid("param").id);
      return c.body(null, 204);
    })
    .openapi(getMembers, async (c) => {
      const list = await rooms.listMembers(actorOf(c).userId, c.req.valid("param").id, c.req.valid("query"));
      return c.json(list, 200);
    });
}
