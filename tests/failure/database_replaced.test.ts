// The files go, or others come, under a server that people write to (H7): from then on nothing is acknowledged, the server says what
// happened and what to do, and what was put there stays as it is.
import { describe, expect, test } from "bun:test";
import { copyFileSync, readFileSync, renameSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";

import { setUpWorkspace, signIn, type Loose } from "../support/client.ts";
import { startTestServer, within } from "../support/server.ts";

const lounge = 1;

interface Harm {
  what: string;
  says: RegExp;
  run: (dataDir: string) => void;
  /** Where all that was acknowledged still is: the folder to start on, after this was put right. */
  undo?: (dataDir: string) => void;
  /** The backup was put there, and must not be touched. */
  isPlaced?: boolean;
  /** What people read was in it. */
  isUnreadable?: boolean;
}

const database = (dataDir: string) => join(dataDir, "confab.db");
const backup = (dataDir: string) => join(dataDir, "backup.db");

const harms: Harm[] = [
  { what: "the database is removed", says: /is gone/, run: (dir) => rmSync(database(dir)) },
  {
    what: "the folder is renamed",
    says: /is gone/,
    run: (dir) => renameSync(dir, `${dir}-moved`),
    undo: (dir) => renameSync(`${dir}-moved`, dir),
  },
  {
    what: "a backup is renamed into its place",
    says: /was replaced/,
    run(dir) {
      renameSync(database(dir), join(dir, "was.db"));
      renameSync(backup(dir), database(dir));
    },
    undo: (dir) => renameSync(join(dir, "was.db"), database(dir)),
    isPlaced: true,
  },
  {
    what: "a backup is copied over it",
    says: /was overwritten/,
    run: (dir) => copyFileSync(backup(dir), database(dir)),
    isPlaced: true,
  },
  {
    what: "the log is emptied",
    // A commit on its way writes behind what was cut.
    says: /cut short|was overwritten/,
    run: (dir) => truncateSync(`${database(dir)}-wal`, 0),
    isUnreadable: true,
  },
];

describe("[H7] under a running server", () => {
  for (const { what, says, run, undo, isPlaced, isUnreadable } of harms) {
    test(`${what}: nothing is acknowledged any more, and it says so`, async () => {
      const server = await startTestServer();
      const { dataDir, url } = server;
      try {
        const ada = await setUpWorkspace(url);
        // As a backup of long ago: another file that is a database.
        copyFileSync(database(dataDir), backup(dataDir));
        const posting = { isOn: true, isHarmed: false };
        const acknowledged: string[] = [];
        const refusals: Loose[] = [];
        const post = async (clientId: string) => {
          const { status, body } = await ada.post(`/api/rooms/${lounge}/messages`, {
            clientId,
            body: clientId,
          });
          if (status === 201) acknowledged.push(clientId);
          else refusals.push({ status, code: body.error.code });
          return status;
        };
        const writers = Array.from({ length: 4 }, async (_, writer) => {
          for (let serial = 0; posting.isOn; serial += 1) await post(`post-${writer}-${serial}`);
        });
        const until = async (isSo: () => boolean) => {
          while (!isSo()) await Bun.sleep(2);
        };
        const soon = (isSo: () => boolean, problem: string) => within(until(isSo), 20_000, () => problem);
        await soon(() => acknowledged.length >= 40, "Nobody could post.");

        const before = readFileSync(backup(dataDir));
        run(dataDir);
        const atHarm = acknowledged.length;
        await soon(() => refusals.length > 8, "Nothing was refused.");
        posting.isOn = false;
        await Promise.all(writers);
        // What was on its way may still have been told; four at most were.
        expect(acknowledged.length - atHarm).toBeLessThanOrEqual(4);
        expect(refusals).toEqual(refusals.map(() => ({ status: 503, code: "busy" })));
        expect(await post("one more")).toBe(503);
        if (!isUnreadable) expect((await ada.get("/api/me")).status).toBe(200);
        // Nothing may have come as far as the journal; it looks once a second.
        await soon(() => server.stderr().includes('"database_replaced"'), "It was not told.");
        const ready = await fetch(`${url}/readyz`);
        expect([ready.status, await ready.text()]).toEqual([503, expect.stringMatching(says)]);
        expect(server.stderr()).toContain("Stop the server, put the right files back");
        expect(await server.stop()).toBe(0);
        if (isPlaced) expect(readFileSync(database(dataDir)).equals(before)).toBe(true);
        if (!undo) return;
        undo(dataDir);
        const again = await startTestServer({ dataDir });
        try {
          const back = await signIn(again.url, { username: "Ada" });
          const { body } = await back.get(`/api/rooms/${lounge}/messages?limit=1`);
          const stored = new Set<string>();
          for (let last = 0; last < body.messages[0].seq;) {
            const page = await back.get(`/api/rooms/${lounge}/messages?after=${last}&limit=100`);
            for (const { clientId, seq } of page.body.messages) {
              stored.add(clientId);
              last = seq;
            }
          }
          expect(acknowledged.filter((clientId) => !stored.has(clientId))).toEqual([]);
        } finally {
          await again.dispose();
        }
      } finally {
        await server.dispose();
        rmSync(`${dataDir}-moved`, { recursive: true, force: true });
      }
    });
  }

  test("a backup that is copied over it after a crash that left a log is found as well", async () => {
    let server = await startTestServer();
    const { dataDir } = server;
    try {
      const ada = await setUpWorkspace(server.url);
      copyFileSync(database(dataDir), backup(dataDir));
      await ada.post(`/api/rooms/${lounge}/messages`, { clientId: "last", body: "last" });
      await server.kill();
      server = await startTestServer({ dataDir });
      copyFileSync(backup(dataDir), database(dataDir));
      const isTold = async () => {
        while ((await fetch(`${server.url}/readyz`)).status !== 503) await Bun.sleep(10);
      };
      await within(isTold(), 20_000, () => "Nobody was told.");
      expect(await (await fetch(`${server.url}/readyz`)).text()).toMatch(/was overwritten/);
      expect(await server.stop()).toBe(0);
      expect(readFileSync(database(dataDir)).equals(readFileSync(backup(dataDir)))).toBe(true);
    } finally {
      await server.dispose();
    }
  });

  test("a backup that is copied over it just before the end is not written to either", async () => {
    const server = await startTestServer();
    const { dataDir } = server;
    try {
      const ada = await setUpWorkspace(server.url);
      copyFileSync(database(dataDir), backup(dataDir));
      await ada.post(`/api/rooms/${lounge}/messages`, { clientId: "last", body: "last" });
      const before = readFileSync(backup(dataDir));
      copyFileSync(backup(dataDir), database(dataDir));
      expect(await server.stop()).toBe(0);
      expect(readFileSync(database(dataDir)).equals(before)).toBe(true);
      expect(server.stderr()).toContain('"database_replaced"');
    } finally {
      await server.dispose();
    }
  });
});
