// What may go wrong with an upload, on the real server: each is a clear refusal, and nothing is left in the folder.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { connect } from "node:net";

import { type Loose, type Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import { fetchBytes, storedFiles, upload } from "../support/files.ts";
import { asBomb, gif, picture, svg } from "../support/pictures.ts";
import type { TestServer } from "../support/server.ts";

const fileBytes = 2_000_000;

let server: TestServer;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace({ env: { FILE_BYTES: "2MB", QUOTA_BYTES: "3MB" } }));
});
afterAll(() => server.dispose());

/** It is refused with this code, and the folder is as it was before. */
async function refused(code: string, body: BodyInit, options: Parameters<typeof upload>[2] = {}) {
  const before = storedFiles(server.dataDir);
  const answer = await upload(bob, body, options);
  expect([answer.status >= 400 && answer.status < 500, answer.body.error?.code]).toEqual([true, code]);
  expect(storedFiles(server.dataDir)).toEqual(before);
  return answer.body.error;
}

function endless(chunkBytes: number, count: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      sent += 1;
      if (sent > count) controller.close();
      else controller.enqueue(new Uint8Array(chunkBytes));
    },
  });
}

describe("an upload", () => {
  test("[F3] over the limit is refused with the limit, whether its length was announced or not", async () => {
    expect((await refused("body_too_large", new Uint8Array(fileBytes + 1))).message).toContain("2 MB");
    await refused("body_too_large", endless(100_000, 200));
    const { status, body } = await upload(ada, new Uint8Array(fileBytes));
    expect([status, body.file.size]).toEqual([201, fileBytes]);
  });

  test("[F3] an announced length over the limit is refused before a byte of it is sent", async () => {
    const socket = connect(server.port, "127.0.0.1");
    const answered = new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    socket.write(
      `POST /api/rooms/1/files?name=x HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\nCookie: ${bob.cookie}\r\n` +
        "Content-Length: 99999999999999\r\n\r\n",
    );
    expect(await answered).toMatch(/^HTTP\/1\.1 413[^]*body_too_large/);
    // What was announced is not waited for.
    await closed;
  });

  test("[F3] without a byte is refused, with or without a length", async () => {
    await refused("empty_file", "");
    await refused("empty_file", endless(1, 0));
  });

  test("[F3] over the quota is refused with the quota", async () => {
    expect((await upload(bob, new Uint8Array(fileBytes).fill(1))).status).toBe(201);
    expect((await refused("quota_reached", new Uint8Array(fileBytes).fill(2))).message).toContain("3 MB");
    await refused("quota_reached", endless(100_000, 15));
    expect((await upload(bob, "a little")).status).toBe(201);
  });

  test("[F4] with a name that is none is refused, names its field, and paths in names are only names", async () => {
    for (const name of ["", " ", "\u200b", "a\nb", "a\0b"]) {
      const { field } = await refused(name.includes("\0") ? "bad_text" : "bad_name", "x", { name });
      expect(field).toBe("name");
    }
    await refused("too_long", "x", { name: "a".repeat(256) });
    const before = storedFiles(server.dataDir).length;
    const names = ["../../../etc/passwd", "..", "/etc/passwd", "C:\\boot.ini", "incoming/x", "a".repeat(255)];
    for (const [index, name] of names.entries()) {
      const { status, body } = await upload(ada, `content ${index}`, { name });
      expect([status, body.file.name]).toEqual([201, name]);
    }
    const all = storedFiles(server.dataDir);
    expect(all).toHaveLength(before + names.length);
    for (const path of all) expect(path).toMatch(/^[0-9a-f]{2}\/[0-9a-f]{62}$/);
  });

  test("[X1] a name that is not UTF-8 is refused", async () => {
    for (const name of ["%ff", "%ED%A0%80", "%", "a%00"]) {
      const response = await fetch(`${server.url}/api/rooms/1/files?name=${name}`, {
        method: "POST",
        body: "x",
        headers: { Cookie: ada.cookie, Origin: server.url },
      });
      const answer: Loose = await response.json();
      expect([name, response.status, answer.error.code]).toEqual([name, 400, "bad_text"]);
    }
  });

  test("[F1] without a session, from elsewhere, to a room that is not mine: refused as everywhere", async () => {
    const { body } = await ada.post("/api/rooms", { name: "hers" });
    await ada.post(`/api/rooms/${body.room.id}/leave`);
    expect((await upload(bob, "x", { roomId: body.room.id })).body.error.code).toBe("not_found");
    expect((await upload(bob, "x", { roomId: 999_999 })).body.error.code).toBe("not_found");
    expect((await upload({ ...bob, cookie: "" }, "x")).status).toBe(401);
    const foreign = await fetch(`${server.url}/api/rooms/1/files?name=x`, {
      method: "POST",
      body: "x",
      headers: { Cookie: bob.cookie, Origin: "https://evil.example" },
    });
    expect(foreign.status).toBe(403);
  });

  test("[F9] cancelled half-way, by its length or by its line, leaves nothing", async () => {
    const before = storedFiles(server.dataDir);
    for (const framing of ["Content-Length: 900000", "Transfer-Encoding: chunked"]) {
      const socket = connect(server.port, "127.0.0.1");
      const lines = [
        "POST /api/rooms/1/files?name=half HTTP/1.1",
        `Host: ${new URL(server.url).host}`,
        `Cookie: ${ada.cookie}`,
        framing,
      ];
      const half = "x".repeat(300_000);
      const body = framing.includes("chunked") ? `${half.length.toString(16)}\r\n${half}\r\n` : half;
      socket.write(`${lines.join("\r\n")}\r\n\r\n${body}`);
      while (!storedFiles(server.dataDir).some((path) => path.startsWith("incoming/"))) await Bun.sleep(5);
      socket.destroy();
      while (storedFiles(server.dataDir).some((path) => path.startsWith("incoming/"))) await Bun.sleep(5);
    }
    expect(storedFiles(server.dataDir)).toEqual(before);
    expect(server.problems()).toBe("");
  });
});

describe("what a file is", () => {
  const typeOf = async (body: BodyInit, name: string) => (await upload(ada, body, { name })).body.file;

  test("[F5] its content says, whatever its name claims", async () => {
    const png = await picture("png", 20, 10);
    expect(await typeOf(png, "invoice.pdf")).toMatchObject({
      type: "image/png",
      width: 20,
      height: 10,
      thumb: true,
    });
    expect(await typeOf("<!doctype html><script>alert(1)</script>", "cat.png")).toMatchObject({
      type: "text/html",
    });
    expect(await typeOf(svg, "cat.png")).toMatchObject({ type: "image/svg+xml" });
    expect(await typeOf("MZ\x90\0\x03", "cat.jpg")).toMatchObject({ type: "application/octet-stream" });
    expect(await typeOf(gif, "x.exe")).toMatchObject({ type: "image/gif", width: 1, height: 1, thumb: true });
  });

  test("[F6] a pixel bomb, and what only begins like a picture, is a file without a picture", async () => {
    const png = await picture("png", 20, 10);
    for (const body of [
      asBomb(png, 60_000, 60_000),
      png.slice(0, 60),
      "\x89PNG\r\n\x1a\nnothing",
      "GIF89a",
    ]) {
      const bytes = typeof body === "string" ? Uint8Array.from(body, (one) => one.charCodeAt(0)) : body;
      const file = await typeOf(bytes, "bomb.png");
      expect(Object.keys(file).sort()).toEqual(["id", "name", "size", "type"]);
      const fetched = await fetchBytes(ada, `/api/files/${file.id}/bomb.png`);
      expect(fetched.headers.get("Content-Disposition")).toStartWith("attachment;");
      expect(fetched.headers.get("Content-Type")).toBe("application/octet-stream");
    }
  });

  test("[X3] nothing of this was a bug", () => {
    expect(server.problems()).toBe("");
  });
});
