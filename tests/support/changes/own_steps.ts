// What the server does by itself.
import type { OwnSteps } from "../../../src/domain/changes/own_steps.ts";
import type { Tested } from "./tested_change.ts";
import { anyRoom, dayMs, fresh } from "./world.ts";

export const ownSteps: Tested<OwnSteps> = {
  eraseMore: {
    change: { kind: "eraseMore", userId: 2 },
    outcome: { ok: true, isDone: false, rooms: [{ roomId: 7, rev: 9 }] },
    effects: [{ kind: "cut", roomId: 7, rev: 9 }],
    needs: "erasePerson",
    async deed({ erased, random }) {
      return erased.size === 0 ? null : { kind: "eraseMore", userId: random.pick([...erased]) };
    },
  },
  expire: {
    change: { kind: "expire", roomId: 7, day: 20_000 },
    outcome: { ok: true, isDone: true, rev: 9, emptied: 3 },
    effects: [{ kind: "cut", roomId: 7, rev: 9 }],
    needs: "setRetention",
    // Of a day that is far ahead everything is due, where a number applies: seldom, so that something is left to compare.
    async deed(world) {
      if (world.random.chance(0.7)) return null;
      const room = await anyRoom(world, world.random.pick(world.watched));
      return room && { kind: "expire", roomId: room.id, day: Math.floor(world.now() / dayMs) + 100 };
    },
  },
  dropUnposted: {
    change: { kind: "dropUnposted", olderThanMs: 1 },
    outcome: { ok: true, isDone: true, dropped: 0 },
    effects: [],
    async deed({ random }) {
      return { kind: "dropUnposted", olderThanMs: random.chance(0.3) ? 0 : 3_600_000 };
    },
  },
  indexMore: {
    change: { kind: "indexMore", limit: 50, table: 0 },
    outcome: { ok: true, isDone: true },
    effects: [],
    async deed() {
      return { kind: "indexMore", limit: 50, table: 0 };
    },
  },
  rebuildIndex: {
    change: { kind: "rebuildIndex", table: 1 },
    outcome: { ok: true },
    effects: [{ kind: "index" }],
    async deed() {
      // Behind the back of who follows the messages: it finds a way.
      return { kind: "rebuildIndex", table: 1000 + Number(fresh("")) };
    },
  },
  dropIndex: {
    change: { kind: "dropIndex", table: 0, isDamaged: false },
    outcome: { ok: true },
    effects: [],
    async deed() {
      return { kind: "dropIndex", table: 999, isDamaged: false };
    },
  },
  replaceIndex: {
    change: { kind: "replaceIndex", name: "saves_order", definition: "" },
    outcome: { ok: true },
    effects: [],
    async deed() {
      return {
        kind: "replaceIndex",
        name: "saves_order",
        definition: "CREATE INDEX `saves_order` ON `saves` (`user_id`,`id`)",
      };
    },
  },
};
