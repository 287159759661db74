// Rooms over REST: finding, making and changing them, and what one sets for them.
import { createRoute, OpenAPIHono } from "@hono/zod-openapi";

import type { RoomPresence } from "../../domain/room_presence.ts";
import type { Rooms } from "../../domain/rooms.ts";
import type { NamesRead } from "../../domain/stores.ts";
import { createTurns } from "../../domain/turns.ts";
import type { Room } from "../../protocol/shapes.ts";
import type { Rates } from "../rates.ts";
import { actorOf } from "./actor_of.ts";
import { jsonBody, nothing, refusals, reply } from "./declare.ts";
import type { HttpEnv } from "./env.ts";
import { backwardsQuery, idParam } from "./list_shapes.ts";
import { logReply } from "./person_shapes.ts";
import { refuseUndecoded } from "./refusals.ts";
import {
  changeRoomBody,
  createRoomBody,
  directBody,
  listedRoomsQuery,
  listedRoomsReply,
  presenceReply,
  roomReply,
  roomsQuery,
  roomsReply,
  settingsBody,
} from "./room_shapes.ts";

const getRooms = createRoute({
  method: "get",
  path: "/rooms",
  summary:
    "My rooms with counts, or public ones to join; with ids, those of them that are mine; with q, those by name",
  request: { query: roomsQuery },
  responses: { 200: reply("A page of rooms by id.", roomsReply), ...refusals },
});
const getAllRooms = createRoute({
  method: "get",
  path: "/admin/rooms",
  summary: "Admins: all public and private rooms; with q, whose names hold it",
  request: { query: listedRoomsQuery },
  responses: { 200: reply("A page of rooms by id.", listedRoomsReply), ...refusals },
});
const postRoom = createRoute({
  method: "post",
  path: "/rooms",
  summary: "Create a public or private room and join it",
  request: { body: jsonBody(createRoomBody) },
  responses: { 201: reply("The new room.", roomReply), ...refusals },
});
const postDirect = createRoute({
  method: "post",
  path: "/direct",
  summary: "Open the one direct room of these people and me",
  request: { body: jsonBody(directBody) },
  responses: {
    201: reply("The new room.", roomReply),
    200: reply("It was there already.", roomReply),
    ...refusals,
  },
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
  summary: "Change a room of mine: name and topic; as an owner also kind, archived and broadcasts",
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
  summary: "Leave a room; a direct room is hidden",
  request: { params: idParam },
  responses: { 204: nothing, ...refusals },
});
const postEnter = createRoute({
  method: "post",
  path: "/rooms/{id}/enter",
  summary: "Admins: become an owner of a private room, openly",
  request: { params: idParam },
  responses: { 200: reply("The room, now mine.", roomReply), ...refusals },
});
const getPresence = createRoute({
  method: "get",
  path: "/rooms/{id}/presence",
  summary: "How many members of a room of mine are online or away",
  request: { params: idParam },
  responses: { 200: reply("The numbers.", presenceReply), ...refusals },
});
const patchSettings = createRoute({
  method: "patch",
  path: "/rooms/{id}/settings",
  summary: "What I set for a room, for myself",
  request: { params: idParam, body: jsonBody(settingsBody) },
  responses: { 200: reply("The room, as it is now.", roomReply), ...refusals },
});
const postRead = createRoute({
  method: "post",
  path: "/rooms/read",
  summary: "Mark everything as read",
  responses: { 204: nothing, ...refusals },
});
const getLog = createRoute({
  method: "get",
  path: "/rooms/{id}/log",
  summary: "What was done to a room of mine and its people",
  request: { params: idParam, query: backwardsQuery },
  responses: { 200: reply("A page of entries, newest first.", logReply), ...refusals },
});

/** Looking at so many rooms for a name counts as one more list. */
const roomsForOne = 500;

export interface RoomRoutesDeps {
  rooms: Rooms;
  roomPresence: RoomPresence;
  rates: Rates;
}

export function createRoomRoutes({ rooms, roomPresence, rates }: RoomRoutesDeps) {
  const searches = createTurns();

  /** One person's one after the other: what one cost is known before the next begins (A5). */
  function searchRooms(userId: number, q: string): Promise<Room[]> {
    return searches.take([userId], async () => {
      rates.spend("history", userId);
      const { rooms: found, looked } = await rooms.searchRooms(userId, q);
      rates.charge("history", userId, looked / roomsForOne);
      return found;
    });
  }

  /** Names are read by hand: one person's one after the other, and what they cost is known before the next begins (A5). */
  function readNames<T>(userId: number, read: (options: NamesRead) => Promise<T>): Promise<T> {
    return searches.take([userId], async () => {
      rates.spend("history", userId);
      return read({ onNamesRead: (count) => rates.charge("history", userId, count / roomsForOne) });
    });
  }

  function browseRooms(userId: number, query: Parameters<Rooms["browseRooms"]>[1]) {
    if (!query.q) return rooms.browseRooms(userId, query);
    return readNames(userId, (options) => rooms.browseRooms(userId, { ...query, ...options }));
  }

  return new OpenAPIHono<HttpEnv>({ defaultHook: refuseUndecoded })
    .openapi(getRooms, async (c) => {
      const { joined = "true", q, ids, ...page } = c.req.valid("query");
      const { userId } = actorOf(c);
      if (joined === "false" && !ids) return c.json(await browseRooms(userId, { q, ...page }), 200);
      if (q !== undefined) return c.json({ rooms: await searchRooms(userId, q), next: null }, 200);
      return c.json(await rooms.listRooms(userId, { ids, ...page }), 200);
    })
    .openapi(getAllRooms, async (c) => {
      return c.json(await rooms.listAllRooms(actorOf(c).userId, c.req.valid("query")), 200);
    })
    .openapi(postRoom, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      const made = c.req.valid("json");
      const room = await (made.warn
        ? readNames(actor.userId, (options) => rooms.createRoom(actor, { ...made, ...options }))
        : rooms.createRoom(actor, made));
      return c.json({ room }, 201);
    })
    .openapi(postDirect, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      const beforeNew = () => rates.spend("openDirect", actor.userId);
      const { room, created } = await rooms.openDirect(actor, c.req.valid("json").userIds, { beforeNew });
      return created ? c.json({ room }, 201) : c.json({ room }, 200);
    })
    .openapi(getRoom, async (c) => {
      const room = await rooms.openRoom(actorOf(c).userId, c.req.valid("param").id);
      return c.json({ room }, 200);
    })
    .openapi(patchRoom, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      const { id } = c.req.valid("param");
      const change = c.req.valid("json");
      const room = await (change.warn
        ? readNames(actor.userId, (options) => rooms.changeRoom(actor, id, { ...change, ...options }))
        : rooms.changeRoom(actor, id, change));
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
    .openapi(postEnter, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      return c.json({ room: await rooms.enterRoom(actor, c.req.valid("param").id) }, 200);
    })
    .openapi(getPresence, async (c) => {
      return c.json(await roomPresence.countPresence(actorOf(c).userId, c.req.valid("param").id), 200);
    })
    .openapi(patchSettings, async (c) => {
      const actor = actorOf(c);
      rates.spend("room", actor.userId);
      const room = await rooms.changeSettings(actor, c.req.valid("param").id, c.req.valid("json"));
      return c.json({ room }, 200);
    })
    .openapi(postRead, async (c) => {
      const actor = actorOf(c);
      rates.spend("mark", actor.userId);
      await rooms.markAllRead(actor);
      return c.body(null, 204);
    })
    .openapi(getLog, async (c) => {
      const { userId } = actorOf(c);
      return c.json(await rooms.listLog(userId, c.req.valid("param").id, c.req.valid("query")), 200);
    });
}
