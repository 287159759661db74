// What people are told beside messages. Each thing is read when its turn has come and told in that turn: nobody hears old
// news, and what concerns one person comes in the order in which it was decided.
import type { ServerFrame } from "../../protocol/shapes.ts";
import type { Audience } from "../audience.ts";
import type { Log } from "../log.ts";
import type { Stores } from "../stores.ts";
import type { After } from "../timer.ts";
import type { Turns } from "../turns.ts";
import { createToldPeople } from "./told_people.ts";

/** So many members are read at once when a room changes. */
const membersAtOnce = 100;
/** Nobody's id: the turn of what concerns the place. */
const placeTurn = 0;

export interface TellingDeps {
  stores: Pick<Stores, "rooms" | "accounts" | "place">;
  audience: Audience;
  turns: Turns;
  after: After;
  log: Log;
}

export type Telling = ReturnType<typeof createTelling>;

export function createTelling({ stores, audience, turns, after, log }: TellingDeps) {
  const toldPeople = createToldPeople({ accounts: stores.accounts, audience, inTurn, after });

  function inTurn(userIds: number[], task: () => Promise<void>): void {
    if (userIds.length === 0) return;
    turns.take(userIds, task).catch((error: unknown) => {
      // The change stands; the clients have it with their next `hello`.
      log.error("live.not_told", { error });
    });
  }

  /** The room as each of them sees it now; who has left meanwhile is not told. */
  function tellRoom(roomId: number, userIds: number[]): void {
    for (let from = 0; from < userIds.length; from += membersAtOnce) {
      const some = userIds.slice(from, from + membersAtOnce);
      inTurn(some, async () => {
        const rooms = await stores.rooms.forMembers(roomId, some);
        for (const [userId, room] of rooms) audience.sendToUser(userId, { type: "room", room });
      });
    }
  }

  /** To all who are in it, here. */
  function tellRoomToAll(roomId: number): void {
    tellRoom(roomId, audience.usersIn(roomId));
  }

  /** Of a direct room its people are a part. */
  function tellIfDirect(roomId: number): void {
    const userIds = audience.usersIn(roomId);
    const [anyone] = userIds;
    if (anyone === undefined) return;
    inTurn([anyone], async () => {
      const membership = await stores.rooms.findMembership(anyone, roomId);
      if (membership?.room.kind === "direct") tellRoom(roomId, userIds);
    });
  }

  function tellLeft(userId: number, roomId: number): void {
    inTurn([userId], async () => audience.sendToUser(userId, { type: "left", roomId }));
  }

  /** To the room: who these people are in it now. */
  function tellMember(roomId: number, userIds: number[], { entered = false } = {}): void {
    inTurn(userIds, async () => {
      const members = await stores.rooms.findMembers(roomId, userIds);
      const roles = new Map(members.map(({ user, role }) => [user.id, role]));
      for (const { id, username, displayName, avatar } of await stores.accounts.findPeople(userIds)) {
        const user = { id, username, displayName, avatar };
        const frame: ServerFrame = { type: "member", roomId, user, role: roles.get(id) ?? null };
        audience.publishToRoom(roomId, entered ? { ...frame, entered } : frame);
      }
    });
  }

  /** P1: to everyone, how this person is now; to them, what only they know. */
  function tellPerson(userId: number, { isPublic = true } = {}): void {
    if (isPublic) toldPeople.add(userId);
    inTurn([userId], async () => {
      const user = await stores.accounts.findUser(userId);
      if (user) audience.sendToUser(userId, { type: "me", user });
    });
  }

  function tellPlace(): void {
    inTurn([placeTurn], async () => {
      const { name } = await stores.place.place();
      audience.publishToAll({ type: "place", place: { name } });
    });
  }

  return {
    inTurn,
    tellRoom,
    tellRoomToAll,
    tellLeft,
    tellMember,
    tellPerson,
    tellIfDirect,
    tellPlace,
    stop: toldPeople.stop,
  };
}
