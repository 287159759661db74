// Public and private rooms: finding, making, changing, joining, leaving (G2, G4 to G6).
import type { Contract } from "../protocol/contract.ts";
import type { BodyOf } from "../protocol/endpoints/endpoint.ts";
import { limits } from "../protocol/limits.ts";
import type { JoinableRoom, ListedRoom, Room } from "../protocol/shapes.ts";
import type { Access } from "./access.ts";
import { ChatError, notFound } from "./chat_error.ts";
import { displayKeysOf } from "./accounts/confusable_keys.ts";
import { searchKeyOf } from "./accounts/search_keys.ts";
import { createDirectRooms } from "./direct_rooms.ts";
import type { Actor, ChangeOf, Journal } from "./journal.ts";
import { accepted } from "./message_refusals.ts";
import { readPage, type ListPage } from "./pages.ts";
import { createRoomLog } from "./room_log.ts";
import { createRoomMembers } from "./room_members.ts";
import { mustBeAdmin, mustRule } from "./room_rules.ts";
import { checkRoomName, checkTopic } from "./room_texts.ts";
import { createRoomSettings } from "./room_settings.ts";
import type { NamesRead, Stores } from "./stores.ts";

/** Rooms that are counted in one statement. */
const roomsInOne = 10;

interface RoomsDeps extends Pick<Stores, "rooms" | "accounts"> {
  access: Access;
  journal: Pick<Journal, "submit">;
  /** The most public and private rooms there may be (G10). */
  roomLimit: number;
}

type NewRoom = BodyOf<Contract["POST /rooms"]> & NamesRead;
type RoomChange = BodyOf<Contract["PATCH /rooms/{id}"]> & NamesRead;

export type Rooms = ReturnType<typeof createRooms>;

export function createRooms(deps: RoomsDeps) {
  const { access, journal, rooms, accounts, roomLimit } = deps;

  /** By id; with `ids` those of them that are mine. */
  async function listRooms(
    userId: number,
    { ids, ...page }: ListPage & { ids?: number[] | undefined },
  ): Promise<{ rooms: Room[]; next: number | null }> {
    if (ids) return { rooms: await findRooms(userId, [...new Set(ids)]), next: null };
    const { rows, next } = await readPage(
      page,
      (bounds) => rooms.pageMine(userId, bounds),
      (room) => room.id,
    );
    return { rooms: rows, next };
  }

  /** G12: public rooms to join; with `q` those whose names contain it. */
  async function browseRooms(
    userId: number,
    { q = "", onNamesRead, ...page }: ListPage & { q?: string | undefined } & NamesRead,
  ): Promise<{ rooms: JoinableRoom[]; next: number | null }> {
    checkQuery(q);
    const key = searchKeyOf(q.trim());
    const { rows, next } = await readPage(
      page,
      (bounds) => rooms.pageJoinable(userId, { ...bounds, key, onNamesRead }),
      (room) => room.id,
    );
    return { rooms: rows, next };
  }

  /** C9: rooms of mine by a name, the nearest first; `scanned`: how many were read. */
  async function searchRooms(userId: number, q: string): Promise<{ rooms: Room[]; scanned: number }> {
    checkQuery(q);
    const key = searchKeyOf(q.trim());
    if (key === "") return { rooms: [], scanned: 0 };
    const { ids, scanned } = await rooms.findMineByName(userId, { key, limit: limits.roomsFound });
    return { rooms: await findRooms(userId, ids), scanned };
  }

  /** Counting may take a while: in portions. */
  async function findRooms(userId: number, ids: number[]): Promise<Room[]> {
    const found: Room[] = [];
    for (let from = 0; from < ids.length; from += roomsInOne) {
      if (from > 0) await new Promise(setImmediate);
      found.push(...(await rooms.findMine(userId, ids.slice(from, from + roomsInOne))));
    }
    return found;
  }

  /** A room of mine, or a public one to look at before joining. */
  async function openRoom(userId: number, roomId: number): Promise<Room> {
    const room = await rooms.findRoom(userId, roomId);
    if (!room) throw notFound("The room");
    return room;
  }

  async function createRoom(actor: Actor, input: NewRoom): Promise<Room> {
    const name = checkRoomName(input.name);
    if (input.warn) await warnOfSameName(actor.userId, name, input);
    const topic = checkTopic(input.topic ?? "");
    const { kind: roomKind = "public" } = input;
    const change: ChangeOf<"createRoom"> = { kind: "createRoom", actor, roomKind, name, topic, roomLimit };
    const tooMany = `There may be no more rooms: ${limits.roomsMade} made by one person, ${roomLimit} in all.`;
    const { roomId } = accepted(await journal.submit(change), "The room", { tooMany });
    return openRoom(actor.userId, roomId);
  }

  /** Name and topic are every member's; the rest is for owners. */
  async function changeRoom(actor: Actor, roomId: number, input: RoomChange): Promise<Room> {
    const membership = await access.accessRoom(actor.userId, roomId);
    const { name, topic, kind, archived, broadcasts, warn, onNamesRead } = input;
    if (membership.room.kind === "direct") {
      throw new ChatError("not_allowed", "Direct messages have no name or settings to change.");
    }
    if (kind !== undefined || archived !== undefined || broadcasts !== undefined) {
      mustRule(membership, await accounts.findUser(actor.userId));
    }
    const change: ChangeOf<"changeRoom"> = { kind: "changeRoom", actor, roomId };
    if (name !== undefined) change.name = checkRoomName(name);
    if (name !== undefined && warn) {
      await warnOfSameName(actor.userId, checkRoomName(name), { butRoomId: roomId, onNamesRead });
    }
    if (topic !== undefined) change.topic = checkTopic(topic);
    if (kind !== undefined) change.roomKind = kind;
    if (archived !== undefined) change.archived = archived;
    if (broadcasts !== undefined) change.broadcasts = broadcasts;
    const outcome = await journal.submit(change);
    if (!outcome.ok && outcome.reason === "not_allowed") {
      throw new ChatError("not_allowed", "The room that everyone joins stays public and open.");
    }
    accepted(outcome, "The room");
    return openRoom(actor.userId, roomId);
  }

  /** L10: names need not be unique, but nobody should make a second room by accident. */
  async function warnOfSameName(
    userId: number,
    name: string,
    { butRoomId, onNamesRead }: { butRoomId?: number } & NamesRead,
  ): Promise<void> {
    const keys = displayKeysOf(name);
    const other = await rooms.findSameName(userId, { keys, butRoomId, onNamesRead });
    if (!other) return;
    throw new ChatError("name_taken", `A room named ${other.name} already exists.`, {
      field: "name",
      current: other,
    });
  }

  async function joinRoom(actor: Actor, roomId: number): Promise<Room> {
    await openRoom(actor.userId, roomId);
    accepted(await journal.submit({ kind: "join", actor, roomId }), "The room");
    return openRoom(actor.userId, roomId);
  }

  /** Leaving a public room twice is no fault: the answer to the first may have been lost. Hides a direct room. */
  async function leaveRoom(actor: Actor, roomId: number): Promise<void> {
    await openRoom(actor.userId, roomId);
    accepted(await journal.submit({ kind: "leave", actor, roomId }), "The room");
  }

  /** G6. To all but admins every room, there or not, looks the same here. */
  async function enterRoom(actor: Actor, roomId: number): Promise<Room> {
    mustBeAdmin(await accounts.findUser(actor.userId));
    accepted(await journal.submit({ kind: "enterRoom", actor, roomId }), "The private room");
    return openRoom(actor.userId, roomId);
  }

  /** G8: admins. With `q` those whose names contain it. */
  async function listAllRooms(
    userId: number,
    { q = "", ...page }: ListPage & { q?: string | undefined },
  ): Promise<{ rooms: ListedRoom[]; next: number | null }> {
    mustBeAdmin(await accounts.findUser(userId));
    const key = searchKeyOf(q.trim());
    const { rows, next } = await readPage(
      page,
      (bounds) => rooms.pageListed({ ...bounds, key }),
      (room) => room.id,
    );
    return { rooms: rows, next };
  }

  return {
    listRooms,
    browseRooms,
    searchRooms,
    listAllRooms,
    openRoom,
    createRoom,
    changeRoom,
    joinRoom,
    leaveRoom,
    enterRoom,
    ...createDirectRooms(deps),
    ...createRoomSettings(deps),
    ...createRoomLog(deps),
    members: createRoomMembers(deps),
  };
}

function checkQuery(q: string): void {
  if (q.length <= limits.queryLength) return;
  throw new ChatError("too_long", `A search can have at most ${limits.queryLength} characters.`, {
    field: "q",
  });
}
