import type { RoomPresence } from "../../../domain/room_presence.ts";
import type { Rooms } from "../../../domain/rooms.ts";
import type { NamesRead } from "../../../domain/stores.ts";
import { createPerUserQueue } from "../../../domain/per_user_queue.ts";
import type { roomEndpoints } from "../../../protocol/endpoints/room_endpoints.ts";
import type { Room } from "../../../protocol/shapes.ts";
import type { Rates } from "../../rates.ts";
import type { Handlers } from "../register.ts";

/** Looking at so many rooms for a name counts as one more list. */
const roomsForOne = 500;

interface RoomHandlersDeps {
  rooms: Rooms;
  roomPresence: RoomPresence;
  rates: Rates;
}

export function createRoomHandlers({
  rooms,
  roomPresence,
  rates,
}: RoomHandlersDeps): Handlers<typeof roomEndpoints> {
  const searches = createPerUserQueue();

  /** One person's one after the other: what one cost is known before the next begins (A5). */
  function searchRooms(userId: number, q: string): Promise<Room[]> {
    return searches.enqueue([userId], async () => {
      rates.spend("history", userId);
      const { rooms: found, scanned } = await rooms.searchRooms(userId, q);
      rates.charge("history", userId, scanned / roomsForOne);
      return found;
    });
  }

  /** Names are read by hand: one person's one after the other, and what they cost is known before the next begins (A5). */
  function readNames<T>(userId: number, read: (options: NamesRead) => Promise<T>): Promise<T> {
    return searches.enqueue([userId], async () => {
      rates.spend("history", userId);
      return read({ onNamesRead: (count) => rates.charge("history", userId, count / roomsForOne) });
    });
  }

  function browseRooms(userId: number, query: Parameters<Rooms["browseRooms"]>[1]) {
    if (!query.q) return rooms.browseRooms(userId, query);
    return readNames(userId, (options) => rooms.browseRooms(userId, { ...query, ...options }));
  }

  return {
    "GET /rooms": async ({ actor: { userId }, query: { joined = "true", q, ids, ...page } }) => {
      if (joined === "false" && !ids) return { 200: await browseRooms(userId, { q, ...page }) };
      if (q !== undefined) return { 200: { rooms: await searchRooms(userId, q), next: null } };
      return { 200: await rooms.listRooms(userId, { ids, ...page }) };
    },
    "GET /admin/rooms": async ({ actor, query }) => ({
      200: await rooms.listAllRooms(actor.userId, query),
    }),
    "POST /rooms": async ({ actor, body }) => {
      const room = await (body.warn
        ? readNames(actor.userId, (options) => rooms.createRoom(actor, { ...body, ...options }))
        : rooms.createRoom(actor, body));
      return { 201: { room } };
    },
    "POST /direct": async ({ actor, body }) => {
      const beforeNew = () => rates.spend("openDirect", actor.userId);
      const { room, created } = await rooms.openDirect(actor, body.userIds, { beforeNew });
      return created ? { 201: { room } } : { 200: { room } };
    },
    "GET /rooms/{id}": async ({ actor, params }) => ({
      200: { room: await rooms.openRoom(actor.userId, params.id) },
    }),
    "PATCH /rooms/{id}": async ({ actor, params: { id }, body }) => {
      const room = await (body.warn
        ? readNames(actor.userId, (options) => rooms.changeRoom(actor, id, { ...body, ...options }))
        : rooms.changeRoom(actor, id, body));
      return { 200: { room } };
    },
    "POST /rooms/{id}/join": async ({ actor, params }) => ({
      200: { room: await rooms.joinRoom(actor, params.id) },
    }),
    "POST /rooms/{id}/leave": async ({ actor, params }) => {
      await rooms.leaveRoom(actor, params.id);
      return { 204: undefined };
    },
    "POST /rooms/{id}/enter": async ({ actor, params }) => ({
      200: { room: await rooms.enterRoom(actor, params.id) },
    }),
    "GET /rooms/{id}/presence": async ({ actor, params }) => ({
      200: await roomPresence.countPresence(actor.userId, params.id),
    }),
    "PATCH /rooms/{id}/settings": async ({ actor, params, body }) => ({
      200: { room: await rooms.changeSettings(actor, params.id, body) },
    }),
    "GET /rooms/{id}/log": async ({ actor, params, query }) => ({
      200: await rooms.listLog(actor.userId, params.id, query),
    }),
  };
}
