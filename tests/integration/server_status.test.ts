// What admins are told of the server itself (G9), and what is wrong with it (section 13).
import { expect, test } from "bun:test";

import { version } from "../../package.json";
import { silentLog } from "../../src/domain/log.ts";
import { setUpWorkspace } from "../support/client.ts";
import { upload } from "../support/files.ts";
import { startInProcess } from "../support/in_process.ts";
import { expectStatus, refusalOf } from "../support/message_rooms.ts";
import { signUpPeople } from "../support/workspace.ts";

test("[G9] admins see version, start, disk, sizes and who is online; others are refused", async () => {
  const server = await startInProcess();
  try {
    const before = Date.now();
    const { ada, bob } = await signUpPeople(server.url);
    expect(refusalOf(await bob.get("/api/admin/server"))).toEqual([403, "not_allowed"]);
    expect((await upload(bob, "twelve bytes")).status).toBe(201);
    await ada.connect();
    await ada.connect();
    await bob.connect();
    const { server: seen } = expectStatus(await ada.get("/api/admin/server"), 200);
    expect(seen).toMatchObject({ version, filesBytes: 12, online: 2, sockets: 3, warnings: [] });
    expect(seen.backups).toEqual({ isOn: true, count: 0, lastAt: null, lastBytes: null, running: null });
    expect(seen.disk.totalBytes).toBeGreaterThan(seen.disk.freeBytes);
    expect(seen.disk.reserveBytes).toBeGreaterThanOrEqual(256 * 1024 ** 2);
    expect(seen.databaseBytes + seen.logBytes).toBeGreaterThan(4096);
    expect(Math.abs(seen.startedAt - before)).toBeLessThan(60_000);
  } finally {
    await server.dispose();
  }
});

test("[B3] an admin begins a backup, and nobody else; its end is in the status, and who began it in the security log", async () => {
  const events: unknown[] = [];
  const note = (event: string, fields: object = {}) => void (event === "security" && events.push(fields));
  const server = await startInProcess({ log: { ...silentLog, info: note, warn: note } });
  try {
    const { ada, bob } = await signUpPeople(server.url);
    expect(refusalOf(await bob.post("/api/admin/backups"))).toEqual([403, "not_allowed"]);
    const { backups } = expectStatus(await ada.post("/api/admin/backups"), 202);
    expect(backups).toMatchObject({ count: 0, running: { done: 0, total: null } });
    while (server.backups.status().running) await Bun.sleep(10);
    expect(server.backups.status()).toMatchObject({ count: 1, lastAt: expect.any(Number) });
    expect(events).toContainEqual(expect.objectContaining({ what: "backup_begun", userId: ada.user.id }));
  } finally {
    await server.dispose();
  }
});

test("[G9] standing warnings are there with their texts, and everyone who asks within a second gets one look", async () => {
  const clock = { ms: 0 };
  let reads = 0;
  const server = await startInProcess({
    monotonicMs: () => clock.ms,
    wrap: (storage) => ({
      ...storage,
      stores: {
        ...storage.stores,
        files: {
          ...storage.stores.files,
          totalUsage() {
            reads += 1;
            return storage.stores.files.totalUsage();
          },
        },
      },
    }),
  });
  try {
    const ada = await setUpWorkspace(server.url);
    const readWarnings = async () => expectStatus(await ada.get("/api/admin/server"), 200).server.warnings;
    const many = await Promise.all(Array.from({ length: 20 }, readWarnings));
    expect([many.flat(), reads]).toEqual([[], 1]);
    server.warnings.raise("log_large", "The log is large.");
    server.warnings.raise("database_read_only", "It is damaged.", { isUnready: true });
    clock.ms += 1001;
    expect(await readWarnings()).toEqual([
      { code: "log_large", text: "The log is large.", since: expect.any(Number), isUnready: false },
      { code: "database_read_only", text: "It is damaged.", since: expect.any(Number), isUnready: true },
    ]);
    server.warnings.clear("log_large");
    clock.ms += 1001;
    expect(await readWarnings()).toMatchObject([{ code: "database_read_only" }]);
    expect(reads).toBe(3);
  } finally {
    await server.dispose();
  }
});

test("[G11] admins see who uses how much, unposted uploads too, in pages; a bound on all files is told and kept", async () => {
  const server = await startInProcess({ env: { FILES_BYTES: "1000", QUOTA_BYTES: "900" } });
  try {
    const { ada, bob } = await signUpPeople(server.url);
    expect(refusalOf(await bob.get("/api/admin/storage"))).toEqual([403, "not_allowed"]);
    const hers = await upload(ada, "a".repeat(300));
    await upload(bob, "b".repeat(600));
    await ada.post("/api/rooms/1/messages", { clientId: "c", body: "", fileIds: [hers.body.file.id] });
    const { people, next } = expectStatus(await ada.get("/api/admin/storage?limit=1"), 200);
    expect(people).toMatchObject([{ user: { username: "Bob" }, bytes: 600, unpostedBytes: 600 }]);
    expect(next).toBe(bob.user.id);
    const rest = expectStatus(await ada.get(`/api/admin/storage?limit=1&after=${next}`), 200);
    expect(rest).toMatchObject({
      people: [{ user: { username: "Ada" }, bytes: 300, unpostedBytes: 0 }],
      next: null,
    });
    expect(refusalOf(await upload(ada, "c".repeat(101)))).toEqual([507, "files_full"]);
    expect((await upload(ada, "c".repeat(100))).status).toBe(201);
    expect((await ada.get("/api/admin/server")).body.server).toMatchObject({
      filesBytes: 1000,
      filesLimit: 1000,
      quotaBytes: 900,
    });
  } finally {
    await server.dispose();
  }
});
