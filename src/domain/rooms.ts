// Rooms: finding, making, changing, joining, leaving. Private and direct rooms will be found by the same doors.
import { limits } from "../protocol/limits.ts";
import type { Author, Room } from "../protocol/shapes.ts";
import type { Access } from "./access.ts";
import { notFound } from "./chat_error.ts";
import type { Actor, ChangeOf, Journal } from "./journal.ts";
import { accepted } from "./message_refusals.ts";
import { checkLine } from "./plain_line.ts";
import type { RoomStore } from "./stores.ts";

export interface ListPage {
  after?: number | undefined;
  limit?: number | undefined;
}

export interface RoomsDeps {
  access: Access;
  journal: Pick<Journal, "submit">;
  rooms: Pick<RoomStore, "findRoom" | "pageMine" | "pageJoinable" | "pageMembers">;
}

export type Rooms = ReturnType<typeof createRooms>;

export function createRooms({ access, journal, rooms }: RoomsDeps) {
  /** `next` is the `after` of the following page, null on the last. */
  async function listRooms(
    userId: number,
    { joined, ...page }: ListPage & { joined: boolean },
  ): Promise<{ rooms: Room[]; next: number | null }> {
    const read = joined ? rooms.pageMine : rooms.pageJoinable;
    const { rows, next } = await readPage(page, (bounds) => read(userId, bounds), roomId);
    return { rooms: rows, next };
  }

  async function listMembers(
    userId: number,
    roomId: number,
    page: ListPage,
  ): Promise<{ members: { user: Author; role: "owner" | "member" }[]; next: number | null }> {
    await access.accessRoom(userId, roomId);
    const { rows, next } = await readPage(
      page,
      (bounds) => rooms.pageMembers(roomId, bounds),
      (member) => member.user.id,
    );
    return { members: rows, next };
  }

  /** A room of mine, or a public one to look at before joining. */
  async function openRoom(userId: number, roomId: number): Promise<Room> {
    const room = await rooms.findRoom(userId, roomId);
    if (!room) throw notFound("The room");
    return room;
  }

  async function createRoom(
    actor: Actor,
    input: { name: string; topic?: string | undefined },
  ): Promise<Room> {
    const name = checkName(input.name);
    const topic = checkTopic(input.topic ?? "");
    const outcome = accepted(await journal.submit({ kind: "createRoom", actor, name, topic }), "The room");
    return openRoom(actor.userId, outcome.roomId);
  }

  async function changeRoom(
    actor: Actor,
    roomId: number,
    input: { name?: string | undefined; topic?: string | undefined },
  ): Promise<Room> {
    await access.accessRoom(actor.userId, roomId);
    const change: ChangeOf<"changeRoom"> = { kind: "changeRoom", actor, roomId };
    if (input.name !== undefined) change.name = checkName(input.name);
    if (input.topic !== undefined) change.topic = checkTopic(input.topic);
    accepted(await journal.submit(change), "The room");
    return openRoom(actor.userId, roomId);
  }

  async function joinRoom(actor: Actor, roomId: number): Promise<Room> {
    await openRoom(actor.userId, roomId);
    accepted(await journal.submit({ kind: "join", actor, roomId }), "The room");
    return openRoom(actor.userId, roomId);
  }

  /** Leaving a public room twice is no fault: the answer to the first may have been lost. */
  async function leaveRoom(actor: Actor, roomId: number): Promise<void> {
    await openRoom(actor.userId, roomId);
    accepted(await journal.submit({ kind: "leave", actor, roomId }), "The room");
  }

  return { listRooms, listMembers, openRoom, createRoom, changeRoom, joinRoom, leaveRoom };
}

/** One row more than asked for tells whether there is another page. */
async function readPage<T>(
  page: ListPage,
  read: (bounds: { after: number; limit: number }) => Promise<T[]>,
  idOf: (row: T) => number,
): Promise<{ rows: T[]; next: number | null }> {
  const limit = page.limit ?? limits.listPage;
  const found = await read({ after: page.after ?? 0, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last !== undefined ? idOf(last) : null };
}

function roomId(room: Room): number {
  return room.id;
}

function checkName(name: string): string {
  return checkLine(name, { field: "name", what: "A room's name", maxLength: limits.roomNameLength });
}

function checkTopic(topic: string): string {
  return checkLine(topic, {
    field: "topic",
    what: "A topic",
    maxLength: limits.topicLength,
    mayBeEmpty: true,
  });
}
