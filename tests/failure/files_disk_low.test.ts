// A disk with little left (H12): uploads are refused with a code of their own, people go on talking, and room again means files again.
import { afterAll, expect, test } from "bun:test";
import { statfsSync } from "node:fs";

import { setUpWorkspace, signIn } from "../support/client.ts";
import { storedFiles, putAvatar, upload } from "../support/files.ts";
import { startTestServer } from "../support/server.ts";
import { mountSmallDisk } from "../support/small_disk.ts";

const MB = 1_000_000;
const lounge = 1;
const reserveBytes = 256 * 1024 ** 2;

// 268 MB of it are the reserve.
const disk = mountSmallDisk(320);
if (!disk) console.log("No small disk can be mounted here: a disk with little left is not tried.");
afterAll(() => disk?.remove());

test.skipIf(disk === null)(
  "[H12] uploads leave a reserve in which messages and deletions still fit",
  async () => {
    if (!disk) return;
    const server = await startTestServer({ dataDir: disk.folder });
    try {
      const ada = await setUpWorkspace(server.url);
      const warned = async () =>
        (await (await fetch(`${server.url}/metrics`)).text()).match(/^confab_\S+ .*$/gm);
      const first = await upload(ada, new Uint8Array(40 * MB));
      expect(first.status).toBe(201);
      const before = storedFiles(disk.folder);

      let wasRead = 0;
      const unannounced = new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull(controller) {
          wasRead += 1;
          if (wasRead > 400) controller.close();
          else controller.enqueue(new Uint8Array(100_000));
        },
      });
      for (const body of [new Uint8Array(40 * MB), unannounced]) {
        const { status, body: answer } = await upload(ada, body);
        expect([status, answer.error.code]).toEqual([507, "disk_full"]);
        expect(storedFiles(disk.folder)).toEqual(before);
      }
      expect(server.stderr()).toContain('"disk_low"');
      // What was taken of the refused one may have reached the reserve to the byte, and is given back: this upload looks anew.
      expect((await upload(ada, new Uint8Array(2 * MB))).status).toBe(201);
      const metrics = await warned();
      const value = (name: string) =>
        Number(metrics?.find((line) => line.startsWith(`${name} `))?.split(" ")[1]);
      expect(value("confab_disk_reserve_bytes")).toBe(reserveBytes);
      expect(value("confab_disk_free_bytes")).toBeGreaterThan(reserveBytes);
      expect(value("confab_warnings")).toBeGreaterThan(0);
      // Ready: who talks is served.
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);

      // To the last byte above the reserve, where the log of the database writes too.
      const { bavail, bsize } = statfsSync(disk.folder);
      const second = await upload(ada, new Uint8Array(bavail * bsize - reserveBytes - 300_000));
      expect(second.status).toBe(201);
      expect((await upload(ada, new Uint8Array(400_000))).body.error.code).toBe("disk_full");
      expect((await putAvatar(ada, new Uint8Array(400_000))).body.error.code).toBe("disk_full");

      const posted = await ada.post(`/api/rooms/${lounge}/messages`, {
        clientId: "with-file",
        body: "here",
        fileIds: [first.body.file.id, second.body.file.id],
      });
      expect(posted.status).toBe(201);
      expect((await ada.delete(`/api/messages/${posted.body.message.id}`)).status).toBe(200);
      // What was deleted is collected within the hour, and at the next start.
      expect(await server.stop()).toBe(0);
      const next = await startTestServer({ dataDir: disk.folder });
      try {
        const back = await signIn(next.url, { username: "Ada" });
        while (storedFiles(disk.folder).length > 1) await Bun.sleep(20);
        expect((await upload(back, new Uint8Array(40 * MB))).status).toBe(201);
      } finally {
        await next.dispose();
      }
    } finally {
      await server.dispose();
    }
  },
);
