// Changes of what people are.
import { displayKeysOf } from "../../../src/domain/accounts/confusable_keys.ts";
import { searchKeyOf } from "../../../src/domain/accounts/search_keys.ts";
import type { PersonChanges } from "../../../src/domain/changes/person_changes.ts";
import { ada, done, person } from "./examples.ts";
import type { Tested } from "./tested_change.ts";
import { admin, adminOrCommandLine, anyGuest, anyone, fresh } from "./world.ts";

export const personChanges: Tested<PersonChanges> = {
  changeProfile: {
    change: {
      kind: "changeProfile",
      actor: ada,
      displayName: { text: "A", key: "a", keys: displayKeysOf("A") },
    },
    outcome: { ...done, receiptsChanged: false, twins: [3] },
    effects: [person(1), person(3)],
    async deed(world) {
      const { random } = world;
      const actor = await anyone(world);
      // Some come to look alike, and part again (L9).
      const text = random.pick([fresh("Name "), "Sam Smith", "sam smith"]);
      const change = random.pick([
        { displayName: { text, key: searchKeyOf(text), keys: displayKeysOf(text) } },
        { status: random.chance(0.7) ? { emoji: "🎉", text: fresh("doing "), until: null } : null },
        { dndUntil: random.chance(0.5) ? world.now() + 1000 : null },
        { quietHours: random.chance(0.5) ? { from: "22:00", to: "07:00", zone: "Europe/Berlin" } : null },
        { receipts: random.chance(0.5) },
        { preferences: { theme: random.pick(["system", "dark"] as const) } },
      ]);
      return { kind: "changeProfile", actor, ...change };
    },
  },
  setAvatar: {
    change: { kind: "setAvatar", actor: ada, hash: "SECRET" },
    outcome: { ...done, dropped: null },
    effects: [person(1)],
    async deed(world) {
      return { kind: "setAvatar", actor: await anyone(world), hash: fresh("hash of a face ") };
    },
  },
  removeAvatar: {
    change: { kind: "removeAvatar", actor: ada, userId: 2 },
    outcome: { ...done, dropped: "SECRET" },
    effects: [person(2)],
    async deed(world) {
      const actor = await anyone(world);
      if (world.random.chance(0.5)) return { kind: "removeAvatar", actor, userId: actor.userId };
      const guest = await anyGuest(world);
      return guest && { kind: "removeAvatar", actor: admin(world), userId: guest.userId };
    },
  },
  setUserRole: {
    change: { kind: "setUserRole", actor: ada, userId: 2, role: "admin" },
    outcome: done,
    effects: [person(2)],
    async deed(world) {
      const guest = await anyGuest(world);
      const role = world.random.pick(["admin", "member"] as const);
      return guest && { kind: "setUserRole", actor: adminOrCommandLine(world), userId: guest.userId, role };
    },
  },
  deactivate: {
    change: { kind: "deactivate", actor: ada, userId: 2 },
    outcome: { ...done, passed: [{ roomId: 7, userId: 1 }], ended: [21] },
    effects: [
      { kind: "sessionsOver", sessionIds: [21] },
      person(2, { inRooms: true }),
      { kind: "role", roomId: 7, userIds: [1] },
    ],
    async deed(world) {
      const guest = await anyGuest(world);
      return guest && { kind: "deactivate", actor: adminOrCommandLine(world), userId: guest.userId };
    },
  },
  reactivate: {
    change: { kind: "reactivate", actor: ada, userId: 2 },
    outcome: done,
    effects: [person(2, { inRooms: true })],
    needs: "deactivate",
    async deed(world) {
      const people = await world.stores.accounts.findPeople([...world.guests]);
      const gone = people.find(({ isDeactivated }) => isDeactivated);
      return gone ? { kind: "reactivate", actor: adminOrCommandLine(world), userId: gone.id } : null;
    },
  },
  erasePerson: {
    change: { kind: "erasePerson", actor: ada, userId: 2 },
    outcome: {
      ...done,
      passed: [],
      roomIds: [7],
      directIds: [7],
      emptied: [{ roomId: 9, userId: 3 }],
      ended: [21],
      dropped: null,
      twins: [3],
    },
    effects: [
      { kind: "sessionsOver", sessionIds: [21] },
      { kind: "left", roomId: 9, userId: 3, gone: true },
      person(2, { inRooms: true }),
      person(3),
      { kind: "left", roomId: 7, userId: 2 },
      { kind: "room", roomId: 7, to: "all" },
    ],
    async deed(world) {
      const guest = await anyGuest(world);
      return guest && { kind: "erasePerson", actor: admin(world), userId: guest.userId };
    },
  },
};
