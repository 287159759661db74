// Nothing half-done stays: not after kill -9, not on a full disk.
import { afterEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { setUpWorkspace, signIn } from "../support/client.ts";
import { fetchBytes, storedFiles, upload } from "../support/files.ts";
import { startTestServer } from "../support/server.ts";
import { traceProcess } from "../support/strace.ts";

const disposals: (() => unknown)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0).reverse()) await dispose();
});

/** Waits until the folder is as wanted; the test fails by its time otherwise. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await Bun.sleep(5);
}

const incoming = (dataDir: string) => storedFiles(dataDir).filter((path) => path.startsWith("incoming/"));

test("[F9] kill -9 during an upload leaves nothing after the next start, and keeps what was answered", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "confab-test-"));
  disposals.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const first = await startTestServer({ dataDir });
  disposals.push(() => first.dispose());
  const ada = await setUpWorkspace(first.url);
  const { body } = await upload(ada, "answered");
  const before = storedFiles(dataDir);

  const socket = connect(first.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(
    `POST /api/rooms/1/files?name=half HTTP/1.1\r\nHost: ${new URL(first.url).host}\r\nCookie: ${ada.cookie}\r\n` +
      `Content-Length: 10000000\r\n\r\n${"x".repeat(500_000)}`,
  );
  await until(() => incoming(dataDir).length > 0);
  await first.kill();
  socket.destroy();
  expect(incoming(dataDir)).toHaveLength(1);
  // As a kill between the bytes and their row leaves them.
  const orphan = join("00", "0".repeat(62));
  writeFileSync(join(dataDir, "files", orphan), "nobody's");

  const second = await startTestServer({ dataDir });
  disposals.push(() => second.dispose());
  expect(incoming(dataDir)).toEqual([]);
  await until(() => !storedFiles(dataDir).includes(orphan));
  expect(storedFiles(dataDir)).toEqual(before);
  const again = await signIn(second.url, { username: "Ada" });
  const { bytes } = await fetchBytes(again, `/api/files/${body.file.id}/x`);
  expect(new TextDecoder().decode(bytes)).toBe("answered");
});

if (Bun.which("strace") === null)
  console.log("strace is not here: the order of sync and answer is not looked at.");

test.skipIf(Bun.which("strace") === null)(
  "[F9] the bytes and their folder are synced before an upload is answered",
  async () => {
    const server = await startTestServer();
    disposals.push(() => server.dispose());
    const ada = await setUpWorkspace(server.url);
    const calls = ["fsync", "?rename", "?renameat", "?renameat2", "write", "writev", "sendto", "sendmsg"];
    const trace = await traceProcess(server.pid, calls);
    if (!trace) return;
    await upload(ada, "synced");
    const lines = await trace.end();
    let from = 0;
    const steps = [
      /fsync\([^)]*\/files\/incoming\//,
      /rename.*\/files\/incoming\//,
      /fsync\([^)]*\/files\/[0-9a-f]{2}>/,
      /HTTP\/1\.1 201/,
    ].map((step) => {
      const at = lines.findIndex((line, index) => index >= from && step.test(line));
      from = at + 1;
      return at >= 0;
    });
    expect(steps).toEqual([true, true, true, true]);
  },
);
