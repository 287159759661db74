// What people are told beside messages. Each thing is read when its turn has come and told in that turn: nobody hears old
// news, and what concerns one person comes in the order in which it was decided.
import type { Room, ServerFrame } from "../../protocol/shapes.ts";
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

/** G1: a direct room in which nothing was said is there for nobody but who opened it. */
function isThere({ kind, lastSeq, hiddenSeq }: Room): boolean {
  return kind !== "direct" || lastSeq > 0 || hiddenSeq === null;
}

export function createTelling({ stores, audience, turns, after, log }: TellingDeps) {
  const toldPeople = createToldPeople({ accounts: stores.accounts, audience, inTurn, after });

  /** Resolves when it was told, or was not; never rejects. */
  async function inTurn(userIds: number[], task: () => Promise<void>): Promise<void> {
    if (userIds.length === 0) return;
    await turns.take(userIds, task).catch((error: unknown) => {
      // The change stands; the clients have it with their next `hello`.
      log.error("live.not_told", { error });
    });
  }

  /** The room as each of them sees it now; who has left meanwhile is not told. */
  function tellRoom(roomId: number, userIds: number[]): void {
    for (let from = 0; from < userIds.length; from += membersAtOnce) {
      const some = userIds.slice(from, from + membersAtOnce);
      void inTurn(some, async () => {
        const rooms = await stores.rooms.forMembers(roomId, some);
        for (const [userId, room] of rooms) {
          const frame: ServerFrame = isThere(room)
            ? { type: "room", room }
            : { type: "left", roomId: room.id };
          audience.sendToUser(userId, frame);
        }
      });
    }
  }

  /** G1: a direct room is there for the others from its first message on. */
  function tellIfBegun(roomId: number, authorId: number): void {
    void inTurn([authorId], async () => {
      const room = (await stores.rooms.forMembers(roomId, [authorId])).get(authorId);
      const others = room?.members?.map(({ id }) => id).filter((id) => id !== authorId) ?? [];
      tellRoom(roomId, others);
    });
  }

  /** To all who are in it, here. */
  function tellRoomToAll(roomId: number): void {
    tellRoom(roomId, audience.usersIn(roomId));
  }

  /** Of a direct room its people are a part. */
  function tellIfDirect(roomId: number): void {
    void inTurn([placeTurn], async () => {
      const people = await stores.rooms.listDirectPeople(roomId);
      tellRoom(
        roomId,
        people.filter((id) => audience.isOnline(id)),
      );
    });
  }

  function tellLeft(userId: number, roomId: number): void {
    void inTurn([userId], async () => audience.sendToUser(userId, { type: "left", roomId }));
  }

  /** A direct room to all of its people here: resolves when they were told. */
  async function tellDirect(roomId: number, userId: number): Promise<void> {
    const room = (await stores.rooms.forMembers(roomId, [userId])).get(userId);
    const here = room?.members?.map(({ id }) => id).filter((id) => audience.isOnline(id)) ?? [];
    await inTurn(here, async () => {
      for (const [otherId, seen] of await stores.rooms.forMembers(roomId, here)) {
        if (isThere(seen)) audience.sendToUser(otherId, { type: "room", room: seen });
      }
    });
  }

  /** To the room: who these people are in it now. */
  function tellMember(roomId: number, userIds: number[], { entered = false } = {}): Promise<void> {
    return inTurn(userIds, async () => {
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
    void inTurn([userId], async () => {
      const user = await stores.accounts.findUser(userId);
      if (user) audience.sendToUser(userId, { type: "me", user });
    });
  }

  function tellPlace(): void {
    void inTurn([placeTurn], async () => {
      const { name } = await stores.place.place();
      audience.publishToAll({ type: "place", place: { name } });
    });
  }

  return {
    inTurn,
    tellRoom,
    tellRoomToAll,
    tellIfBegun,
    tellLeft,
    tellMember,
    tellDirect,
    tellPerson,
    tellIfDirect,
    tellPlace,
    stop: toldPeople.stop,
  };
}
