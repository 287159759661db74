// The people and rooms to which every kind of change is done at random, and what there is to do it to just now.
import { displayKeysOf } from "../../../src/domain/accounts/confusable_keys.ts";
import { searchKeyOf } from "../../../src/domain/accounts/search_keys.ts";
import type { Actor, Change, NewSession, NewUser } from "../../../src/domain/journal.ts";
import type { Stores } from "../../../src/domain/stores.ts";
import type { Message, Room } from "../../../src/protocol/shapes.ts";
import type { Random } from "../random.ts";

export interface World {
  stores: Stores;
  random: Random;
  now: () => number;
  /** Their sessions stay and they stay members of the lounge: somebody watches what they see. */
  watched: Actor[];
  /** Whose accounts may be done anything to. */
  guests: Set<number>;
  erased: Set<number>;
  /** Hashes of live invites and reset links that were made here. */
  invites: string[];
  resets: Map<number, string>;
  /** Files that may still be posted. */
  uploads: { fileId: number; userId: number; roomId: number }[];
}

export const dayMs = 24 * 3600 * 1000;

let last = 0;
export const fresh = (what: string) => `${what}${(last += 1)}`;

export const newSession = ({ now }: World): NewSession => ({
  tokenHash: fresh("token"),
  expiresAt: now() + 3_600_000,
  address: "127.0.0.1",
  agent: "test",
});

export function newUser(): NewUser {
  const name = fresh("guest");
  return {
    username: name,
    foldedKey: name,
    typedKey: name,
    displayName: name,
    usernameKey: searchKeyOf(name),
    displayKey: searchKeyOf(name),
    displayKeys: displayKeysOf(name),
    passwordHash: fresh("hash"),
  };
}

async function actorOf({ stores, now }: World, userId: number): Promise<Actor | null> {
  const [session] = await stores.accounts.listSessions(userId, now());
  return session ? { userId, sessionId: session.id } : null;
}

export async function anyGuest(world: World): Promise<Actor | null> {
  const ids = [...world.guests];
  return ids.length === 0 ? null : actorOf(world, world.random.pick(ids));
}

export async function anyone(world: World): Promise<Actor> {
  const guest = world.random.chance(0.2) ? await anyGuest(world) : null;
  return guest ?? world.random.pick(world.watched);
}

/** Null: the command line (O7). */
export const adminOrCommandLine = (world: World): Actor | null =>
  world.random.chance(0.5) ? admin(world) : null;
export const admin = ({ watched }: World): Actor => {
  const [first] = watched;
  if (!first) throw new Error("There is no admin.");
  return first;
};

/** A room of this person. */
export async function anyRoom(
  { stores, random }: World,
  { userId }: Actor,
  isFit: (room: Room) => boolean = () => true,
) {
  const rooms = (await stores.rooms.pageMine(userId, { after: 0, limit: 1000 })).filter(isFit);
  return rooms.length === 0 ? null : random.pick(rooms);
}

export async function anyMessage(
  world: World,
  actor: Actor,
  isFit: (message: Message) => boolean = () => true,
): Promise<Message | null> {
  const room = await anyRoom(world, actor, ({ lastSeq }) => lastSeq > 0);
  if (!room) return null;
  const { messages } = await world.stores.messages.page(actor.userId, room.id, { limit: 40 });
  const found = messages.filter((message) => message.deletedAt === null && isFit(message));
  return found.length === 0 ? null : world.random.pick(found);
}

export async function anyMember({ stores, random }: World, roomId: number): Promise<number | null> {
  const members = await stores.rooms.pageMembers(roomId, { after: 0, limit: 50 });
  return members.length === 0 ? null : random.pick(members).user.id;
}

export const isGroup = ({ kind }: Room) => kind !== "direct";
export const isOwned = (room: Room) => isGroup(room) && room.role === "owner";
export const emojis = ["👍", "🎉", "❤️"];

/** Some of what this person has uploaded to this room: at most once, whether it is still there or not. */
export function takeUploads(world: World, { userId }: Actor, { id }: Room): number[] {
  const mine = world.uploads.filter((one) => one.userId === userId && one.roomId === id);
  world.uploads = world.uploads.filter((one) => !mine.includes(one));
  return mine.slice(0, 10).map(({ fileId }) => fileId);
}

/** What a change that was accepted means for who is there. */
export function noteDone(world: World, change: Change, outcome: object): void {
  if (change.kind === "register" && "userId" in outcome) world.guests.add(Number(outcome.userId));
  if (change.kind === "addFile" && "fileId" in outcome) {
    const { actor, roomId } = change;
    world.uploads.push({ fileId: Number(outcome.fileId), userId: actor.userId, roomId });
  }
  if (change.kind === "erasePerson") {
    world.guests.delete(change.userId);
    world.erased.add(change.userId);
  }
}
