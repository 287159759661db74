// Changes of rooms, of who is in them, and of how far each has read.
import type { RoomChanges } from "../../../src/domain/changes/room_changes.ts";
import { ada, done } from "./examples.ts";
import type { Tested } from "./tested_change.ts";
import { admin, anyMember, anyRoom, anyone, fresh, isGroup, isOwned } from "./world.ts";

export const roomChanges: Tested<RoomChanges> = {
  mark: {
    change: { kind: "mark", actor: ada, roomId: 7, seq: 3, lower: false },
    outcome: done,
    effects: [{ kind: "read", userId: 1, roomIds: [7], lower: false }],
    async deed(world) {
      const actor = await anyone(world);
      const room = await anyRoom(world, actor, ({ lastSeq }) => lastSeq > 0);
      if (!room) return null;
      const seq = world.random.between(1, room.lastSeq);
      return { kind: "mark", actor, roomId: room.id, seq, lower: world.random.chance(0.3) };
    },
  },
  markAll: {
    change: { kind: "markAll", actor: ada },
    outcome: { ok: true, roomIds: [7, 8] },
    effects: [{ kind: "read", userId: 1, roomIds: [7, 8], lower: false }],
    async deed(world) {
      return { kind: "markAll", actor: await anyone(world) };
    },
  },
  createRoom: {
    change: {
      kind: "createRoom",
      actor: ada,
      roomKind: "private",
      name: "attic",
      topic: "",
      roomLimit: 1000,
    },
    outcome: { ok: true, roomId: 7 },
    effects: [{ kind: "joined", roomId: 7, userIds: [1] }],
    async deed(world) {
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
  },
  openDirect: {
    change: { kind: "openDirect", actor: ada, userIds: [1, 2] },
    outcome: { ok: true, roomId: 7, created: true, shown: false },
    effects: [
      { kind: "joined", roomId: 7, userIds: [1, 2], direct: true },
      { kind: "room", roomId: 7, to: [1] },
    ],
    async deed(world) {
      const actor = await anyone(world);
      const others = world.watched.filter(() => world.random.chance(0.5)).map(({ userId }) => userId);
      const userIds = [...new Set([actor.userId, ...others])].sort((one, other) => one - other);
      return { kind: "openDirect", actor, userIds };
    },
  },
  changeRoom: {
    change: { kind: "changeRoom", actor: ada, roomId: 7, archived: true },
    outcome: done,
    effects: [{ kind: "room", roomId: 7, to: "all" }],
    async deed(world) {
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
  },
  join: {
    change: { kind: "join", actor: ada, roomId: 7 },
    outcome: done,
    effects: [{ kind: "joined", roomId: 7, userIds: [1] }],
    async deed(world) {
      const actor = await anyone(world);
      const rooms = await world.stores.rooms.pageJoinable(actor.userId, { after: 0, limit: 20 });
      return rooms.length === 0 ? null : { kind: "join", actor, roomId: world.random.pick(rooms).id };
    },
  },
  leave: {
    change: { kind: "leave", actor: ada, roomId: 7 },
    outcome: { ...done, hidden: false },
    effects: [{ kind: "left", roomId: 7, userId: 1 }],
    async deed(world) {
      const actor = await anyone(world);
      // Never the lounge: somewhere everybody meets.
      const room = await anyRoom(world, actor, ({ id, kind }) => id !== 1 || kind === "direct");
      return room && { kind: "leave", actor, roomId: room.id };
    },
  },
  enterRoom: {
    change: { kind: "enterRoom", actor: ada, roomId: 7 },
    outcome: done,
    effects: [{ kind: "joined", roomId: 7, userIds: [1], entered: true }],
    // A private room that the admin is not in, once in a few.
    needs: "createRoom",
    async deed(world) {
      const other = world.random.pick(world.watched);
      const room = await anyRoom(world, other, ({ kind }) => kind === "private");
      return room && { kind: "enterRoom", actor: admin(world), roomId: room.id };
    },
  },
  addMembers: {
    change: { kind: "addMembers", actor: ada, roomId: 7, userIds: [1, 2, 3] },
    outcome: { ok: true, added: [2, 3] },
    effects: [{ kind: "joined", roomId: 7, userIds: [2, 3] }],
    async deed(world) {
      const actor = await anyone(world);
      const room = await anyRoom(world, actor, isGroup);
      if (!room) return null;
      const userIds = world.watched.filter(() => world.random.chance(0.5)).map(({ userId }) => userId);
      return userIds.length === 0 ? null : { kind: "addMembers", actor, roomId: room.id, userIds };
    },
  },
  removeMember: {
    change: { kind: "removeMember", actor: ada, roomId: 7, userId: 2 },
    outcome: done,
    effects: [{ kind: "left", roomId: 7, userId: 2 }],
    async deed(world) {
      const actor = await anyone(world);
      const room = await anyRoom(world, actor, isOwned);
      const userId = room && (await anyMember(world, room.id));
      return userId === null ? null : { kind: "removeMember", actor, roomId: room?.id ?? 0, userId };
    },
  },
  setRoomRole: {
    change: { kind: "setRoomRole", actor: ada, roomId: 7, userId: 2, role: "owner" },
    outcome: done,
    effects: [{ kind: "role", roomId: 7, userIds: [2] }],
    async deed(world) {
      const actor = await anyone(world);
      const room = await anyRoom(world, actor, isOwned);
      const userId = room && (await anyMember(world, room.id));
      if (userId === null) return null;
      const role = world.random.pick(["owner", "owner", "member"] as const);
      return { kind: "setRoomRole", actor, roomId: room?.id ?? 0, userId, role };
    },
  },
  changeRoomSettings: {
    change: { kind: "changeRoomSettings", actor: ada, roomId: 7, starred: true },
    outcome: done,
    effects: [{ kind: "room", roomId: 7, to: [1] }],
    async deed(world) {
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
  },
  setRoomRetention: {
    change: { kind: "setRoomRetention", actor: ada, roomId: 7, days: 30 },
    outcome: done,
    effects: [],
    async deed(world) {
      const actor = await anyone(world);
      const room = await anyRoom(world, actor, isOwned);
      return (
        room && { kind: "setRoomRetention", actor, roomId: room.id, days: world.random.pick([null, 40, 70]) }
      );
    },
  },
  holdRoom: {
    change: { kind: "holdRoom", actor: ada, roomId: 7, on: true },
    outcome: done,
    effects: [],
    async deed(world) {
      const room = await anyRoom(world, world.random.pick(world.watched), isGroup);
      return room && { kind: "holdRoom", actor: admin(world), roomId: room.id, on: world.random.chance(0.3) };
    },
  },
};
