// G10: what one person opens, and whom they add, is limited by the work it makes for others. Over the routes.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { Hono } from "hono";

import { createAccess } from "../../src/domain/access.ts";
import { createRetentionSettings } from "../../src/domain/retention/retention_settings.ts";
import { createRooms } from "../../src/domain/rooms.ts";
import { memberEndpoints } from "../../src/protocol/endpoints/member_endpoints.ts";
import { roomEndpoints } from "../../src/protocol/endpoints/room_endpoints.ts";
import { retentionEndpoints } from "../../src/protocol/endpoints/workspace_endpoints.ts";
import { rates as table } from "../../src/protocol/rates.ts";
import type { HttpEnv } from "../../src/transport/http/env.ts";
import { createMemberHandlers } from "../../src/transport/http/handlers/member_handlers.ts";
import { createRetentionHandlers } from "../../src/transport/http/handlers/retention_handlers.ts";
import { createRoomHandlers } from "../../src/transport/http/handlers/room_handlers.ts";
import { asRefusal, refuse } from "../../src/transport/http/refusals.ts";
import { createRates, type Rates } from "../../src/transport/rates.ts";
import { openWorkspace, type Workspace } from "../contract/workspace.ts";
import { libsql } from "../contract/storage_kinds.ts";
import { openEndpoints } from "../support/some_endpoints.ts";

let workspace: Workspace;
let at = 0;

beforeEach(async () => {
  at = 0;
  workspace = await openWorkspace(libsql);
});
afterEach(() => workspace.dispose());

/** Ada's requests. `portions`: so many has a preview of a room. */
async function openRoutes({ portions = 0 } = {}) {
  const { ada, stores, submit, clock } = workspace;
  const rooms = createRooms({
    access: createAccess(stores()),
    journal: { submit },
    rooms: stores().rooms,
    accounts: stores().accounts,
    roomLimit: 1000,
  });
  const all = createRates({ monotonicMs: () => at, enabled: true });
  // The rate of all that is done with rooms is not what refuses here.
  const rates: Rates = { ...all, spend: (name, ...of) => name !== "room" && all.spend(name, ...of) };
  const user = await stores().accounts.findUser(ada.userId);
  if (!user) throw new Error("Ada is gone.");
  const session = {
    id: ada.sessionId,
    user,
    createdAt: clock.now,
    lastSeenAt: clock.now,
    expiresAt: Infinity,
  };
  const app = new Hono<HttpEnv>();
  app.onError((error, c) => {
    const refusal = asRefusal(error);
    if (!refusal) throw error;
    return refuse(c, refusal);
  });
  app.use(async (c, next) => {
    c.set("session", session);
    await next();
  });
  const roomPresence = { countPresence: () => Promise.resolve({ online: 0, away: 0 }) };
  const retention = createRetentionSettings({
    access: createAccess(stores()),
    accounts: stores().accounts,
    retention: {
      ...stores().retention,
      dueRooms: ({ only }) =>
        Promise.resolve({ rooms: [{ roomId: only?.roomId ?? 1, firstSeq: 1, cutoff: 1 }], next: null }),
      duePortion: ({ firstSeq }) =>
        Promise.resolve({
          last: firstSeq < portions ? firstSeq : null,
          messages: 1,
          files: 0,
          bytes: 0,
          oldest: 0,
        }),
    },
    journal: { submit },
    now: () => clock.now,
  });
  const endpoints = openEndpoints(
    { ...roomEndpoints, ...memberEndpoints, ...retentionEndpoints },
    {
      ...createRoomHandlers({ rooms, roomPresence, rates }),
      ...createMemberHandlers({ rooms, rates }),
      ...createRetentionHandlers({ retention, rates }),
    },
    rates,
  );
  app.route("/", endpoints);
  const send = async (method: "POST" | "PATCH", path: string, content: object) => {
    const body = JSON.stringify(content);
    const headers = { "Content-Type": "application/json", "Content-Length": String(body.length) };
    return (await app.request(path, { method, headers, body })).status;
  };
  const post = (path: string, userIds: number[]) => send("POST", path, { userIds });
  const get = async (path: string) => (await app.request(path)).status;
  return { post, get, send };
}

test("[G10] [W9] opening direct rooms that were not there has a rate of its own; what is there opens all the same", async () => {
  const people: number[] = [];
  for (let person = 0; person < table.openDirect.burst + 2; person += 1) {
    people.push((await workspace.newcomer(`person-${person}`)).userId);
  }
  const { post } = await openRoutes();
  const statuses: number[] = [];
  for (const userId of people) statuses.push(await post("/direct", [userId]));
  const { burst, everyMs } = table.openDirect;
  expect(statuses).toEqual(people.map((_, index) => (index < burst ? 201 : 429)));
  expect(await workspace.stores().rooms.listDirectIds(workspace.ada.userId)).toHaveLength(burst);
  for (const userId of people.slice(0, 5)) expect(await post("/direct", [userId])).toBe(200);
  at += everyMs;
  // What was there cost nothing.
  expect(await post("/direct", people.slice(-1))).toBe(201);
  expect(await post("/direct", people.slice(-2, -1))).toBe(429);
});

test("[G10] [W9] each person added is counted, before anything is written", async () => {
  const { ada, createRoom, newcomer, stores } = workspace;
  const [cy, dan] = [await newcomer("Cy"), await newcomer("Dan")];
  const roomId = await createRoom(ada, "garden");
  const { post } = await openRoutes();
  const path = `/rooms/${roomId}/members`;
  const strangers = (count: number) => Array.from({ length: count }, (_, index) => 1_000_000 + index);
  // Who is named again and again is one.
  const cyOverAndOver = Array.from({ length: 90 }, () => cy.userId);
  expect(await post(path, cyOverAndOver)).toBe(200);
  // 404 has counted, too.
  let left = table.addMember.burst - 1;
  for (; left > 100; left -= 100) expect(await post(path, strangers(100))).toBe(404);
  expect(await post(path, strangers(left - 1))).toBe(404);
  expect(await post(path, [cy.userId, dan.userId])).toBe(429);
  expect(await stores().rooms.findMembers(roomId, [dan.userId])).toEqual([]);
  expect(await post(path, [dan.userId])).toBe(200);
  at += 2 * table.addMember.everyMs;
  expect(await post(path, strangers(3))).toBe(429);
  expect(await post(path, strangers(2))).toBe(404);
});

test("[C9] [A5] a search for rooms counts how many it looked at before the next begins, also of many at once", async () => {
  const { ada, createRoom, stores } = workspace;
  for (let room = 0; room < 250; room += 1) await createRoom(ada, `room ${room}`);
  const { get } = await openRoutes();
  const each = 1 + (await stores().rooms.listMyIds(ada.userId)).length / 500;
  const { burst, everyMs } = table.history;
  const ask = () => get("/rooms?q=room");
  const statuses = await Promise.all(Array.from({ length: burst }, ask));
  const passed = Math.floor((burst - 1) / each) + 1;
  expect(statuses).toEqual(statuses.map((_, index) => (index < passed ? 200 : 429)));
  at += each * everyMs;
  expect([await ask(), await ask()]).toEqual([200, 429]);
});

test("[G12] [L10] [A5] what reads the names of rooms counts how many, and of many at once each before the next begins", async () => {
  const { bob, ada, createRoom } = workspace;
  const mine = await createRoom(ada, "mine");
  for (let room = 0; room < 250; room += 1) await createRoom(bob, `room ${room}`);
  const { get, send } = await openRoutes();
  const { burst, everyMs } = table.history;
  const asks: [least: number, ask: () => Promise<number>, done: number][] = [
    [250, () => get("/rooms?joined=false&q=nothing"), 200],
    [250, () => send("POST", "/rooms", { name: "room 7", warn: true }), 409],
    [250, () => send("PATCH", `/rooms/${mine}`, { name: "room 7", warn: true }), 409],
  ];
  for (const [least, ask, done] of asks) {
    at += 1000 * burst * everyMs;
    const statuses = await Promise.all(Array.from({ length: burst }, ask));
    const passed = statuses.filter((status) => status === done).length;
    expect(statuses).toEqual(statuses.map((_, index) => (index < passed ? done : 429)));
    expect(passed).toBeLessThanOrEqual(Math.floor((burst - 1) / (1 + least / 500)) + 1);
    expect(passed).toBeGreaterThan(burst / 2);
  }
});

test("[J5] [A5] previews have a rate of their own, and one that looked at many messages is held against the next", async () => {
  const { ada, createRoom } = workspace;
  const roomId = await createRoom(ada, "mine");
  const { burst, everyMs } = table.preview;
  const small = await openRoutes({ portions: 1 });
  const ask = () => `/rooms/${roomId}/retention/preview?days=1`;
  const few: number[] = [];
  for (let asked = 0; asked < burst; asked += 1) few.push(await small.get(ask()));
  expect(few.indexOf(429)).toBe(burst - 1);
  // 999 portions of messages and one of rooms: five more.
  const large = await openRoutes({ portions: 999 });
  const passed = Math.floor((burst - 1) / 6) + 1;
  const many: number[] = [];
  for (let asked = 0; asked <= passed; asked += 1) many.push(await large.get(ask()));
  expect(many).toEqual([...Array.from({ length: passed }, () => 200), 429]);
  at += 7 * everyMs;
  expect(await large.get(ask())).toBe(200);
});
