// Files in messages, for two people: posted over socket and REST, seen like their message, gone with it and with membership.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";

import { signUp, type Loose, type Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import { fetchBytes, storedFiles, upload } from "../support/files.ts";
import { picture } from "../support/pictures.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
let bob: Person;
let eve: Person;
let roomId: number;
let serial = 0;

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace({ env: { FILE_BYTES: "1MiB" } }));
  eve = await signUp(server.url, { username: "Eve", invitedBy: ada });
});
afterAll(() => server.dispose());

beforeEach(async () => {
  const { body } = await ada.post("/api/rooms", { name: "garden", kind: "private" });
  roomId = body.room.id;
  await ada.post(`/api/rooms/${roomId}/members`, { userIds: [bob.user.id] });
});

async function put(who: Person, body: BodyInit = "hello", name = "x"): Promise<number> {
  const answer = await upload(who, body, { roomId, name });
  expect(answer.status).toBe(201);
  return answer.body.file.id;
}

function post(who: Person, body: string, fileIds: number[], more: object = {}) {
  serial += 1;
  return who.post(`/api/rooms/${roomId}/messages`, { clientId: `c-${serial}`, body, fileIds, ...more });
}

const seen = async (who: Person, id: number, what = "x") =>
  (await fetchBytes(who, `/api/files/${id}/${what}`)).status;

describe("a message with files", () => {
  test("[F2] reaches everyone of the room with its files, in order, and needs no words", async () => {
    const socket = await bob.connect();
    expect(socket.hello.limits.fileBytes).toBe(1024 * 1024);
    expect(socket.hello.limits.messageFiles).toBe(10);
    const hers = await ada.connect();
    const [text, photo] = [
      await put(ada, "hello", "日本語.txt"),
      await put(ada, await picture("png", 30, 20), "p.png"),
    ];
    const reply = await hers.askOk({
      type: "post",
      roomId,
      clientId: "with",
      body: "",
      fileIds: [photo, text],
    });
    const files = [
      {
        id: photo,
        name: "p.png",
        type: "image/png",
        size: expect.any(Number),
        width: 30,
        height: 20,
        thumb: true,
      },
      { id: text, name: "日本語.txt", type: "text/plain", size: 5 },
    ];
    expect(reply.result).toMatchObject({ message: { body: "", files } });
    const event = await socket.next("message");
    expect(event.message).toMatchObject({ body: "", files });
    const page = await bob.get(`/api/rooms/${roomId}/messages`);
    expect(page.body.messages[0].files).toEqual(event.message?.files ?? []);
    expect([await seen(bob, photo), await seen(bob, photo, "thumb"), await seen(bob, text)]).toEqual([
      200, 200, 200,
    ]);
    expect([await seen(eve, photo), await seen(eve, photo, "thumb")]).toEqual([404, 404]);
    await hers.close();
    await socket.close();
  });

  test("[D4] the same post again is the same message; with other files it is another", async () => {
    const [one, two] = [await put(ada), await put(ada)];
    const first = await post(ada, "look", [one], { clientId: "again" });
    expect(first.status).toBe(201);
    const again = await post(ada, "look", [one], { clientId: "again" });
    expect([again.status, again.body]).toEqual([200, first.body]);
    for (const fileIds of [[], [two], [one, two]]) {
      expect((await post(ada, "look", fileIds, { clientId: "again" })).body.error.code).toBe(
        "client_id_reused",
      );
    }
  });

  test("[F2] what cannot be posted is refused with its field, and the file may still be posted", async () => {
    const [mine, his] = [await put(ada), await put(bob)];
    const elsewhere = (await upload(ada, "x", { roomId: 1 })).body.file.id;
    const code = async (fileIds: Loose, body = "look") => {
      const { status, body: answer } = await post(ada, body, fileIds);
      return [status, answer.error.code, answer.error.field];
    };
    for (const fileIds of [[his], [elsewhere], [999_999], [mine, his]]) {
      expect(await code(fileIds)).toEqual([404, "not_found", "fileIds"]);
    }
    expect(await code(Array.from({ length: 11 }, (_, index) => index + 1))).toEqual([
      409,
      "too_many",
      "fileIds",
    ]);
    expect(await code([mine, mine])).toEqual([400, "bad_request", "fileIds"]);
    for (const wrong of [["1"], [0], [1.5], [null], "1", {}]) {
      expect((await code(wrong))[1]).toBe("bad_request");
    }
    expect(await code([], " ")).toEqual([400, "empty_message", "body"]);
    expect((await post(ada, "look", [mine])).status).toBe(201);
    expect(await code([mine])).toEqual([404, "not_found", "fileIds"]);
  });

  test("[X2] an edit may change the words, not take away the last of them, and the files stay", async () => {
    const file = await put(ada);
    const { message } = (await post(ada, "look", [file])).body;
    const edited = await ada.patch(`/api/messages/${message.id}`, { editedAt: null, body: "look here" });
    expect(edited.body.message).toMatchObject({ body: "look here", files: message.files });
    const { editedAt } = edited.body.message;
    const emptied = await ada.patch(`/api/messages/${message.id}`, { editedAt, body: "" });
    expect(emptied.body.error.code).toBe("empty_message");
  });

  test("[F1] a deleted message takes its files along, for everyone and at once", async () => {
    const file = await put(ada, await picture("png", 8, 8));
    const { message } = (await post(ada, "look", [file])).body;
    const etag = (await fetchBytes(bob, `/api/files/${file}/x`)).headers.get("etag") ?? "";
    const gone = await ada.delete(`/api/messages/${message.id}`);
    expect(gone.body.message.files).toEqual([]);
    for (const who of [ada, bob]) {
      expect([await seen(who, file), await seen(who, file, "thumb")]).toEqual([404, 404]);
    }
    const known = await fetchBytes(bob, `/api/files/${file}/x`, { headers: { "If-None-Match": etag } });
    expect(known.status).toBe(404);
    // The bytes lie there until they are collected, and nobody reaches them.
    expect(storedFiles(server.dataDir).length).toBeGreaterThan(0);
  });

  test("[A1] who leaves or is removed sees no file of the room any more, not even their own", async () => {
    const [hers, his] = [await put(ada), await put(bob)];
    await post(ada, "hers", [hers]);
    await post(bob, "his", [his]);
    const unposted = await put(bob, "unposted");
    expect([await seen(bob, hers), await seen(bob, his), await seen(bob, unposted)]).toEqual([200, 200, 200]);
    await ada.delete(`/api/rooms/${roomId}/members/${bob.user.id}`);
    expect([await seen(bob, hers), await seen(bob, his), await seen(bob, unposted)]).toEqual([404, 404, 404]);
    expect([await seen(ada, his), await seen(ada, unposted)]).toEqual([200, 404]);
    expect((await upload(bob, "x", { roomId })).status).toBe(404);
  });

  test("[G5] an archived room shows its files and takes none", async () => {
    const file = await put(ada);
    await post(ada, "look", [file]);
    await ada.patch(`/api/rooms/${roomId}`, { archived: true });
    const refused = await upload(ada, "more", { roomId });
    expect([refused.status, refused.body.error.code]).toEqual([409, "archived"]);
    expect(await seen(bob, file)).toBe(200);
  });

  test("[X3] nothing of this was a bug", () => {
    expect(server.problems()).toBe("");
  });
});
