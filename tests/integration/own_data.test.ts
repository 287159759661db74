// SPEC Y5: what a person takes along, and what of others is not in it.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { signUp, type Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import { fetchBytes, upload } from "../support/files.ts";
import { picture } from "../support/pictures.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
let bob: Person;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "confab-own-"));
  ({ server, ada, bob } = await startWorkspace({ rateLimits: "on" }));
});

afterAll(async () => {
  await server.dispose();
  await rm(root, { recursive: true, force: true });
});

let serial = 0;

async function postAs(who: Person, roomId: number, body: string, fileIds: number[] = []): Promise<number> {
  serial += 1;
  const posted = await who.post(`/api/rooms/${roomId}/messages`, { clientId: `c-${serial}`, body, fileIds });
  expect(posted.status).toBe(201);
  return posted.body.message.id;
}

/** What the system's own tar makes of it. */
async function unpack(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(root, "unpacked-"));
  const tar = Bun.spawn(["tar", "-x", "-C", folder], { stdin: bytes, stdout: "pipe", stderr: "pipe" });
  expect([await tar.exited, await new Response(tar.stderr).text()]).toEqual([0, ""]);
  return folder;
}

async function linesOf(folder: string, name: string) {
  const text = await readFile(join(folder, name), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

test("[Y5] everything of theirs is in it, also of a room they left, and nothing that others wrote", async () => {
  const name = `../../évil 日本語${"x".repeat(150)}.txt`;
  const file = await upload(bob, "bytes of Bob", { roomId: 1, name });
  const hers = await upload(ada, "bytes of Ada", { roomId: 1, name: "ada.txt" });
  const mine = await postAs(bob, 1, "I said this", [file.body.file.id]);
  const ofAda = await postAs(ada, 1, "Ada said this", [hers.body.file.id]);
  const deleted = await postAs(bob, 1, "I take this back");
  expect((await bob.delete(`/api/messages/${deleted}`)).status).toBe(200);
  const secret = await ada.post("/api/rooms", { name: "the secret garden", kind: "private" });
  const left: number = secret.body.room.id;
  await ada.post(`/api/rooms/${left}/members`, { userIds: [bob.user.id] });
  const there = await postAs(bob, left, "I said this in the garden");
  await postAs(ada, left, "Ada said this in the garden");
  expect((await bob.post(`/api/rooms/${left}/leave`, {})).status).toBe(204);
  await bob.put(`/api/messages/${ofAda}/reactions/${encodeURIComponent("👍")}`);
  await bob.put(`/api/messages/${ofAda}/save`);
  const avatar = await fetch(`${server.url}/api/me/avatar`, {
    method: "PUT",
    headers: { cookie: bob.cookie, "content-type": "application/octet-stream" },
    body: await picture("png", 300, 300),
  });
  expect(avatar.status).toBe(200);
  await bob.put("/api/rooms/1/read", { seq: 2 });
  // Told to nobody but who opened it (G1).
  await ada.post("/api/direct", { userIds: [bob.user.id] });

  const answer = await fetchBytes(bob, "/api/me/export");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/x-tar");
  expect(answer.headers.get("content-disposition")).toStartWith("attachment;");
  const folder = await unpack(answer.bytes);
  const all = new TextDecoder().decode(answer.bytes);
  for (const foreign of [
    "Ada said",
    "garden is",
    "the secret garden",
    "bytes of Ada",
    "ada.txt",
    "I take this back",
  ]) {
    expect([foreign, all.includes(foreign)]).toEqual([foreign, false]);
  }
  expect(all).not.toContain("$argon2");
  expect(JSON.parse(await readFile(join(folder, "profile.json"), "utf8"))).toMatchObject({
    id: bob.user.id,
    username: "Bob",
    role: "member",
    preferences: {},
    receipts: true,
  });
  expect(await linesOf(folder, "messages-1.jsonl")).toMatchObject([
    { id: mine, roomId: 1, body: "I said this", replyTo: null },
    { id: there, roomId: left, body: "I said this in the garden" },
  ]);
  expect(await linesOf(folder, "rooms-1.jsonl")).toMatchObject([{ id: 1, name: "lounge", readSeq: 2 }]);
  expect(await linesOf(folder, "reactions-1.jsonl")).toMatchObject([{ messageId: ofAda, emoji: "👍" }]);
  expect(await linesOf(folder, "saved-1.jsonl")).toEqual([{ messageId: ofAda, roomId: 1, seq: 2 }]);
  expect(await linesOf(folder, "files-1.jsonl")).toMatchObject([{ name, size: 12, messageId: mine }]);
  const [stored = ""] = await readdir(join(folder, "files"));
  expect(await readFile(join(folder, "files", stored), "utf8")).toBe("bytes of Bob");
  expect(stored).toStartWith(`${file.body.file.id}-`);
  expect((await readdir(folder)).sort()).toEqual([
    "README.txt",
    "files",
    "files-1.jsonl",
    "messages-1.jsonl",
    "picture.webp",
    "profile.json",
    "reactions-1.jsonl",
    "rooms-1.jsonl",
    "saved-1.jsonl",
  ]);
});

test("[Y5] it is limited by person, and a look at its headers costs nothing", async () => {
  const eve = await signUp(server.url, { username: "Eve", invitedBy: ada });
  const head = () =>
    fetch(`${server.url}/api/me/export`, { method: "HEAD", headers: { cookie: eve.cookie } });
  for (let times = 0; times < 5; times += 1) expect((await head()).status).toBe(200);
  for (let times = 0; times < 3; times += 1) {
    expect((await fetchBytes(eve, "/api/me/export")).status).toBe(200);
  }
  const refused = await fetchBytes(eve, "/api/me/export");
  expect(refused.status).toBe(429);
  expect((await head()).status).toBe(429);
  expect((await fetchBytes(ada, "/api/me/export")).status).toBe(200);
});
