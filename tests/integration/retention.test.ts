// Retention as people meet it (SPEC section 15): numbers, previews and holds over REST, and what goes by itself.
import { afterAll, beforeAll, expect, test } from "bun:test";

import type { Person } from "../support/client.ts";
import { upload } from "../support/files.ts";
import { startInProcess, type InProcess } from "../support/in_process.ts";
import { expectStatus, makeRoom, openDirect, refusalOf, postMessage } from "../support/message_rooms.ts";
import { signUpPeople } from "../support/workspace.ts";

const dayMs = 24 * 3600 * 1000;

// Both clocks go on together: the wall clock is steady, and a day passes at once.
const clock = { aheadMs: 0 };
let server: InProcess;
let ada: Person;
let bob: Person;
let attic: number;

beforeAll(async () => {
  server = await startInProcess({
    now: () => Date.now() + clock.aheadMs,
    monotonicMs: () => performance.now() + clock.aheadMs,
    expireEveryMs: 50,
  });
  ({ ada, bob } = await signUpPeople(server.url));
  attic = await makeRoom(bob, { name: "attic" });
});
afterAll(() => server.dispose());

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 20_000; !(await isTrue());) {
    if (performance.now() > end) throw new Error("It did not come.");
    await Bun.sleep(20);
  }
}

const history = async (person: Person, roomId: number) =>
  expectStatus(await person.get(`/api/rooms/${roomId}/messages`), 200);

test("[J1] numbers are set by whom they belong to, within bounds, and read by members", async () => {
  expect(expectStatus(await ada.get("/api/admin/retention"), 200)).toEqual({ retention: { days: null } });
  for (const days of [0, -1, 36_501, 1.5, "1"]) {
    expect(refusalOf(await ada.put("/api/admin/retention", { days }))).toEqual([400, "bad_request"]);
  }
  expect(refusalOf(await bob.put("/api/admin/retention", { days: 5 }))).toEqual([403, "not_allowed"]);
  expect(expectStatus(await ada.put("/api/admin/retention", { days: 365 }), 200)).toEqual({
    retention: { days: 365 },
  });
  const set = expectStatus(await bob.put(`/api/rooms/${attic}/retention`, { days: 30 }), 200);
  const expected = { days: 30, workspaceDays: 365, appliedDays: 30, heldAt: null };
  expect(set).toEqual({ retention: expected });
  expect(expectStatus(await bob.get(`/api/rooms/${attic}/retention`), 200)).toEqual({ retention: expected });
  expect(refusalOf(await ada.get(`/api/rooms/${attic}/retention`))).toEqual([404, "not_found"]);
  const { room: direct } = expectStatus(await openDirect(ada, bob), 201);
  expect(refusalOf(await ada.put(`/api/rooms/${direct.id}/retention`, { days: 5 }))).toEqual([
    403,
    "not_allowed",
  ]);
  expect(refusalOf(await ada.put(`/api/rooms/${direct.id}/hold`))).toEqual([404, "not_found"]);
  expect(refusalOf(await bob.put(`/api/rooms/${attic}/hold`))).toEqual([403, "not_allowed"]);
  const { entries } = expectStatus(await bob.get(`/api/rooms/${attic}/log`), 200);
  expect(entries[0]).toMatchObject({ action: "room_retention", detail: "30", actor: { username: "Bob" } });
});

test("[J2] [J3] [J5] what a preview told goes within the hour; an open socket hears of it, and a sync reads anew", async () => {
  const { file } = expectStatus(await upload(bob, "twelve bytes", { roomId: attic }), 201);
  const first = await postMessage(bob, attic, "a word about herons", { fileIds: [file.id] });
  await postMessage(bob, attic, "and another");
  const preview = async (days: number) =>
    expectStatus(await bob.get(`/api/rooms/${attic}/retention/preview?days=${days}`), 200).preview;
  expect(await preview(1)).toEqual({ messages: 0, files: 0, bytes: 0, oldest: null });
  expect(expectStatus(await ada.put(`/api/rooms/${attic}/hold`), 204)).toBeDefined();
  clock.aheadMs += 2 * dayMs;
  // Held: nothing would go, and nothing does.
  expect(await preview(1)).toMatchObject({ messages: 0 });
  expect(expectStatus(await bob.get(`/api/rooms/${attic}/retention`), 200).retention.heldAt).toBeGreaterThan(
    0,
  );
  expectStatus(await ada.delete(`/api/rooms/${attic}/hold`), 204);
  expect(await preview(1)).toEqual({ messages: 2, files: 1, bytes: 12, oldest: first.createdAt });
  const sums = expectStatus(await ada.get("/api/admin/retention/preview?days=1"), 200).preview;
  expect(sums).toMatchObject({ messages: 2, files: 1, bytes: 12 });
  const socket = await bob.connect();
  const before = await history(bob, attic);
  expectStatus(await bob.put(`/api/rooms/${attic}/retention`, { days: 1 }), 200);
  await until(async () => (await history(bob, attic)).messages.length === 0);
  const after = await history(bob, attic);
  expect(after).toMatchObject({ rev: before.rev + 1, hasBefore: false, keptFrom: { seq: 3 } });
  const event = await socket.next("message");
  expect(event).toEqual({ type: "message", roomId: attic, rev: before.rev + 1 });
  const synced = await socket.ask({ type: "sync", roomId: attic, rev: before.rev });
  expect(synced).toMatchObject({ complete: false, rev: before.rev + 1, messages: [] });
  expect(expectStatus(await bob.get("/api/search?q=herons"), 200).messages).toEqual([]);
  expect((await bob.get(`/api/files/${file.id}/${file.name}`)).status).toBe(404);
  expect(expectStatus(await bob.get(`/api/messages/${first.id}`), 200).message).toMatchObject({
    body: "",
    files: [],
  });
  const next = await postMessage(bob, attic, "goes on");
  expect(next.seq).toBe(3);
  const { entries } = expectStatus(await ada.get("/api/audit"), 200);
  expect(
    entries.slice(0, 3).map(({ action, detail }: { action: string; detail: string }) => [action, detail]),
  ).toEqual([
    ["messages_expired", "2"],
    ["room_released", ""],
    ["room_held", ""],
  ]);
});
