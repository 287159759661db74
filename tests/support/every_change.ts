// Every kind of change, done at random by people of a place: a table that the compiler keeps complete. A kind without a
// deed does not compile; whether each was done, and accepted, the test that uses it asserts.
import { displayLooksOf } from "../../src/domain/accounts/looks.ts";
import { searchKeyOf } from "../../src/domain/accounts/search_keys.ts";
import type { Actor, Change, ChangeOf, NewSession, NewUser } from "../../src/domain/journal.ts";
import type { Stores } from "../../src/domain/stores.ts";
import type { Message, Room } from "../../src/protocol/shapes.ts";
import type { Random } from "./random.ts";

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

/** What must be there before, for those that find nothing to do. */
export const needs: Partial<Record<Change["kind"], Change["kind"]>> = {
  register: "createInvite",
  resetPassword: "createReset",
  reactivate: "deactivate",
  eraseMore: "erasePerson",
  expire: "setRetention",
  // A private room that the admin is not in, once in a few.
  enterRoom: "createRoom",
};

/** Null: there is nothing to do it to just now. */
export type Deeds = { [K in Change["kind"]]: (world: World) => Promise<ChangeOf<K> | null> };

const dayMs = 24 * 3600 * 1000;

let last = 0;
const fresh = (what: string) => `${what}${(last += 1)}`;

const newSession = ({ now }: World): NewSession => ({
  tokenHash: fresh("token"),
  expiresAt: now() + 3_600_000,
  address: "127.0.0.1",
  agent: "test",
});

function newUser(): NewUser {
  const name = fresh("guest");
  return {
    username: name,
    foldedLook: name,
    typedLook: name,
    displayName: name,
    usernameKey: searchKeyOf(name),
    displayKey: searchKeyOf(name),
    displayLooks: displayLooksOf(name),
    passwordHash: fresh("hash"),
  };
}

async function actorOf({ stores, now }: World, userId: number): Promise<Actor | null> {
  const [session] = await stores.accounts.listSessions(userId, now());
  return session ? { userId, sessionId: session.id } : null;
}

async function anyGuest(world: World): Promise<Actor | null> {
  const ids = [...world.guests];
  return ids.length === 0 ? null : actorOf(world, world.random.pick(ids));
}

async function anyone(world: World): Promise<Actor> {
  const guest = world.random.chance(0.2) ? await anyGuest(world) : null;
  return guest ?? world.random.pick(world.watched);
}

/** Null: the command line (O7). */
const adminOrCommandLine = (world: World): Actor | null => (world.random.chance(0.5) ? admin(world) : null);
const admin = ({ watched }: World): Actor => {
  const [first] = watched;
  if (!first) throw new Error("There is no admin.");
  return first;
};

/** A room of this person. */
async function anyRoom(
  { stores, random }: World,
  { userId }: Actor,
  isFit: (room: Room) => boolean = () => true,
) {
  const rooms = (await stores.rooms.pageMine(userId, { after: 0, limit: 1000 })).filter(isFit);
  return rooms.length === 0 ? null : random.pick(rooms);
}

async function anyMessage(
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

async function anyMember({ stores, random }: World, roomId: number): Promise<number | null> {
  const members = await stores.rooms.pageMembers(roomId, { after: 0, limit: 50 });
  return members.length === 0 ? null : random.pick(members).user.id;
}

const isGroup = ({ kind }: Room) => kind !== "direct";
const isOwned = (room: Room) => isGroup(room) && room.role === "owner";
const emojis = ["👍", "🎉", "❤️"];

export const deeds: Deeds = {
  async post(world) {
    const { random } = world;
    const actor = await anyone(world);
    const room = await anyRoom(world, actor);
    if (!room) return null;
    const named = random.pick(world.watched).userId;
    const original = random.chance(0.4)
      ? await anyMessage(world, actor, ({ roomId }) => roomId === room.id)
      : null;
    return {
      kind: "post",
      actor,
      roomId: room.id,
      clientId: fresh("client"),
      postHash: fresh("hash"),
      body: fresh("said "),
      replyTo: original?.id ?? null,
      fileIds: takeUploads(world, actor, room),
      mentions: random.chance(0.3) ? [{ name: "somebody", userId: named }] : [],
      broadcast: random.chance(0.1)
        ? random.pick([{ to: "everyone" as const }, { to: "here" as const, userIds: [named] }])
        : null,
    };
  },
  async edit(world) {
    const actor = await anyone(world);
    const message = await anyMessage(world, actor, ({ author }) => author.id === actor.userId);
    if (!message) return null;
    const { id: messageId, editedAt } = message;
    return { kind: "edit", actor, messageId, editedAt, body: fresh("edited ") };
  },
  async delete(world) {
    const actor = await anyone(world);
    const message = await anyMessage(world, actor);
    return message && { kind: "delete", actor, messageId: message.id };
  },
  async react(world) {
    const actor = await anyone(world);
    const message = await anyMessage(world, actor);
    if (!message) return null;
    const emoji = world.random.pick(emojis);
    return { kind: "react", actor, messageId: message.id, emoji, on: world.random.chance(0.7) };
  },
  async pin(world) {
    const actor = await anyone(world);
    const message = await anyMessage(world, actor);
    return message && { kind: "pin", actor, messageId: message.id, on: world.random.chance(0.7) };
  },
  async save(world) {
    const actor = await anyone(world);
    const message = await anyMessage(world, actor);
    return message && { kind: "save", actor, messageId: message.id, on: world.random.chance(0.7) };
  },
  async eraseMore({ erased, random }) {
    return erased.size === 0 ? null : { kind: "eraseMore", userId: random.pick([...erased]) };
  },
  // Of a day that is far ahead everything is due, where a number applies: seldom, so that something is left to compare.
  async expire(world) {
    if (world.random.chance(0.7)) return null;
    const room = await anyRoom(world, world.random.pick(world.watched));
    return room && { kind: "expire", roomId: room.id, day: Math.floor(world.now() / dayMs) + 100 };
  },
  async setRetention(world) {
    return { kind: "setRetention", actor: admin(world), days: world.random.pick([null, 30, 60]) };
  },
  async setRoomRetention(world) {
    const actor = await anyone(world);
    const room = await anyRoom(world, actor, isOwned);
    return (
      room && { kind: "setRoomRetention", actor, roomId: room.id, days: world.random.pick([null, 40, 70]) }
    );
  },
  async holdRoom(world) {
    const room = await anyRoom(world, world.random.pick(world.watched), isGroup);
    return room && { kind: "holdRoom", actor: admin(world), roomId: room.id, on: world.random.chance(0.3) };
  },
  // Their bytes are on disk first, and nobody sees a file before a message carries it.
  async addFile(world) {
    const actor = await anyone(world);
    const room = await anyRoom(world, actor);
    const isPicture = world.random.chance(0.5);
    return (
      room && {
        kind: "addFile",
        actor,
        roomId: room.id,
        hash: fresh("hash"),
        thumbHash: isPicture ? fresh("hash") : null,
        name: fresh("file"),
        type: isPicture ? "image/png" : "text/plain",
        size: world.random.between(1, 1000),
        width: isPicture ? 30 : null,
        height: isPicture ? 20 : null,
        quotaBytes: 1_000_000,
        filesBytes: null,
      }
    );
  },
  async dropUnposted({ random }) {
    return { kind: "dropUnposted", olderThanMs: random.chance(0.3) ? 0 : 3_600_000 };
  },
  async mark(world) {
    const actor = await anyone(world);
    const room = await anyRoom(world, actor, ({ lastSeq }) => lastSeq > 0);
    if (!room) return null;
    const seq = world.random.between(1, room.lastSeq);
    return { kind: "mark", actor, roomId: room.id, seq, lower: world.random.chance(0.3) };
  },
  async markAll(world) {
    return { kind: "markAll", actor: await anyone(world) };
  },
  async createRoom(world) {
    const roomKind = world.random.pick(["public", "private"] as const);
    return {
      kind: "createRoom",
      actor: await anyone(world),
      roomKind,
      name: fresh("room "),
      topic: "",
      roomLimit: 1000,
    };
  },
  async openDirect(world) {
    const actor = await anyone(world);
    const others = world.watched.filter(() => world.random.chance(0.5)).map(({ userId }) => userId);
    const userIds = [...new Set([actor.userId, ...others])].sort((one, other) => one - other);
    return { kind: "openDirect", actor, userIds };
  },
  async changeRoom(world) {
    const { random } = world;
    const actor = await anyone(world);
    const room = await anyRoom(world, actor, random.chance(0.8) ? isOwned : isGroup);
    if (!room) return null;
    const change = random.pick([
      { name: fresh("renamed ") },
      { topic: fresh("topic ") },
      { roomKind: random.pick(["public", "private"] as const) },
      // Rarely: nothing is said in an archived room.
      { archived: random.chance(0.2) },
      { broadcasts: random.pick(["members", "owners"] as const) },
    ]);
    return { kind: "changeRoom", actor, roomId: room.id, ...change };
  },
  async join(world) {
    const actor = await anyone(world);
    const rooms = await world.stores.rooms.pageJoinable(actor.userId, { after: 0, limit: 20 });
    return rooms.length === 0 ? null : { kind: "join", actor, roomId: world.random.pick(rooms).id };
  },
  async leave(world) {
    const actor = await anyone(world);
    // Never the lounge: somewhere everybody meets.
    const room = await anyRoom(world, actor, ({ id, kind }) => id !== 1 || kind === "direct");
    return room && { kind: "leave", actor, roomId: room.id };
  },
  async enterRoom(world) {
    const other = world.random.pick(world.watched);
    const room = await anyRoom(world, other, ({ kind }) => kind === "private");
    return room && { kind: "enterRoom", actor: admin(world), roomId: room.id };
  },
  async addMembers(world) {
    const actor = await anyone(world);
    const room = await anyRoom(world, actor, isGroup);
    if (!room) return null;
    const userIds = world.watched.filter(() => world.random.chance(0.5)).map(({ userId }) => userId);
    return userIds.length === 0 ? null : { kind: "addMembers", actor, roomId: room.id, userIds };
  },
  async removeMember(world) {
    const actor = await anyone(world);
    const room = await anyRoom(world, actor, isOwned);
    const userId = room && (await anyMember(world, room.id));
    return userId === null ? null : { kind: "removeMember", actor, roomId: room?.id ?? 0, userId };
  },
  async setRoomRole(world) {
    const actor = await anyone(world);
    const room = await anyRoom(world, actor, isOwned);
    const userId = room && (await anyMember(world, room.id));
    if (userId === null) return null;
    const role = world.random.pick(["owner", "owner", "member"] as const);
    return { kind: "setRoomRole", actor, roomId: room?.id ?? 0, userId, role };
  },
  async changeRoomSettings(world) {
    const { random } = world;
    const actor = await anyone(world);
    const room = await anyRoom(world, actor);
    if (!room) return null;
    const change = random.pick([
      { notify: random.pick(["everything", "default", "nothing", "hidden"] as const) },
      { mutedUntil: random.chance(0.5) ? world.now() + 1000 : null },
      { starred: random.chance(0.5) },
    ]);
    const hidden = room.kind === "direct" ? { hidden: random.chance(0.5) } : {};
    return { kind: "changeRoomSettings", actor, roomId: room.id, ...change, ...hidden };
  },
  // Refused each time: there is a place already.
  async setUp(world) {
    return { kind: "setUp", placeName: "Another", user: newUser(), session: newSession(world) };
  },
  async register(world) {
    const inviteHash = world.invites.at(-1) ?? null;
    return {
      kind: "register",
      user: newUser(),
      session: newSession(world),
      inviteHash,
      registrationForced: null,
    };
  },
  async addUser(world) {
    const reset = world.random.chance(0.5)
      ? { tokenHash: fresh("reset"), expiresAt: world.now() + 3_600_000 }
      : null;
    return { kind: "addUser", user: newUser(), role: world.random.pick(["admin", "member"]), reset };
  },
  async signIn(world) {
    const { userId } = await anyone(world);
    const known = await world.stores.accounts.credentialsOf(userId);
    return known && { kind: "signIn", userId, verifiedHash: known.passwordHash, session: newSession(world) };
  },
  async touchSession(world) {
    const { sessionId } = await anyone(world);
    return { kind: "touchSession", sessionId, expiresAt: world.now() + 7_200_000 };
  },
  async endSession(world) {
    const actor = await anyone(world);
    const sessions = await world.stores.accounts.listSessions(actor.userId, world.now());
    const other = sessions.find(({ id }) => world.watched.every(({ sessionId }) => sessionId !== id));
    return other ? { kind: "endSession", actor, sessionId: other.id } : null;
  },
  // Those who are watched keep the session they do it with.
  async endOtherSessions(world) {
    return { kind: "endOtherSessions", actor: await anyone(world) };
  },
  async changePassword(world) {
    const actor = await anyone(world);
    const known = await world.stores.accounts.credentialsOf(actor.userId);
    const passwordHash = fresh("hash");
    return known && { kind: "changePassword", actor, verifiedHash: known.passwordHash, passwordHash };
  },
  async createReset(world) {
    const guest = await anyGuest(world);
    if (!guest) return null;
    const tokenHash = fresh("reset");
    world.resets.set(guest.userId, tokenHash);
    const actor = adminOrCommandLine(world);
    return {
      kind: "createReset",
      actor,
      userId: guest.userId,
      tokenHash,
      expiresAt: world.now() + 3_600_000,
    };
  },
  async resetPassword(world) {
    const [made] = [...world.resets].filter(([userId]) => world.guests.has(userId)).slice(-1);
    if (!made) return null;
    const [userId, tokenHash] = made;
    world.resets.delete(userId);
    return { kind: "resetPassword", tokenHash, passwordHash: fresh("hash"), session: newSession(world) };
  },
  async changeProfile(world) {
    const { random } = world;
    const actor = await anyone(world);
    // Some come to look alike, and part again (L9).
    const text = random.pick([fresh("Name "), "Sam Smith", "sam smith"]);
    const change = random.pick([
      { displayName: { text, key: searchKeyOf(text), looks: displayLooksOf(text) } },
      { status: random.chance(0.7) ? { emoji: "🎉", text: fresh("doing "), until: null } : null },
      { dndUntil: random.chance(0.5) ? world.now() + 1000 : null },
      { quietHours: random.chance(0.5) ? { from: "22:00", to: "07:00", zone: "Europe/Berlin" } : null },
      { receipts: random.chance(0.5) },
      { preferences: { theme: random.pick(["system", "dark"] as const) } },
    ]);
    return { kind: "changeProfile", actor, ...change };
  },
  async setAvatar(world) {
    return { kind: "setAvatar", actor: await anyone(world), hash: fresh("hash of a face ") };
  },
  async removeAvatar(world) {
    const actor = await anyone(world);
    if (world.random.chance(0.5)) return { kind: "removeAvatar", actor, userId: actor.userId };
    const guest = await anyGuest(world);
    return guest && { kind: "removeAvatar", actor: admin(world), userId: guest.userId };
  },
  async setUserRole(world) {
    const guest = await anyGuest(world);
    const role = world.random.pick(["admin", "member"] as const);
    return guest && { kind: "setUserRole", actor: adminOrCommandLine(world), userId: guest.userId, role };
  },
  async deactivate(world) {
    const guest = await anyGuest(world);
    return guest && { kind: "deactivate", actor: adminOrCommandLine(world), userId: guest.userId };
  },
  async reactivate(world) {
    const people = await world.stores.accounts.findPeople([...world.guests]);
    const gone = people.find(({ isDeactivated }) => isDeactivated);
    return gone ? { kind: "reactivate", actor: adminOrCommandLine(world), userId: gone.id } : null;
  },
  async erasePerson(world) {
    const guest = await anyGuest(world);
    return guest && { kind: "erasePerson", actor: admin(world), userId: guest.userId };
  },
  async createInvite(world) {
    const tokenHash = fresh("invite");
    world.invites.push(tokenHash);
    const actor = world.random.pick(world.watched);
    return { kind: "createInvite", actor, tokenHash, expiresAt: world.now() + 3_600_000 };
  },
  async revokeInvite(world) {
    const invites = await world.stores.accounts.pageInvites(world.now(), { limit: 100 });
    const [oldest] = invites.slice(-1);
    return oldest && invites.length > 1
      ? { kind: "revokeInvite", actor: adminOrCommandLine(world), inviteId: oldest.id }
      : null;
  },
  async changePlace(world) {
    return { kind: "changePlace", actor: admin(world), name: fresh("Place ") };
  },
  async indexMore() {
    return { kind: "indexMore", limit: 50, table: 0 };
  },
  async rebuildIndex() {
    // Behind the back of who follows the messages: it finds a way.
    return { kind: "rebuildIndex", table: 1000 + Number(fresh("")) };
  },
  async dropIndex() {
    return { kind: "dropIndex", table: 999, isDamaged: false };
  },
  async replaceIndex() {
    return {
      kind: "replaceIndex",
      name: "saves_order",
      definition: "CREATE INDEX `saves_order` ON `saves` (`user_id`,`id`)",
    };
  },
};

/** Some of what this person has uploaded to this room: at most once, whether it is still there or not. */
function takeUploads(world: World, { userId }: Actor, { id }: Room): number[] {
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
