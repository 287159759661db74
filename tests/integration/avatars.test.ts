// P6: pictures of people, from the upload to every place where they are shown, and to the disk.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { avatarAddress } from "../../src/protocol/file_address.ts";
import { limits } from "../../src/protocol/limits.ts";
import { rates } from "../../src/protocol/rates.ts";
import { call, nextOf, setUpWorkspace, signIn, signUp, type Loose, type Person } from "../support/client.ts";
import { fetchBytes, storedFiles, putAvatar } from "../support/files.ts";
import { asBomb, bmp, gif, picture, pixelsOf, secretLocation, svg, withExif } from "../support/pictures.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { expectStatus, openDirect, refusalOf, postMessage } from "../support/message_rooms.ts";

const side = limits.avatarSide;
let server: TestServer;
let ada: Person;
let bob: Person;
let lastName = 0;

beforeAll(async () => {
  server = await startTestServer();
  ada = await setUpWorkspace(server.url);
  bob = await newcomer();
});
afterAll(() => server.dispose());

function newcomer(): Promise<Person> {
  lastName += 1;
  return signUp(server.url, { username: `guest${lastName}`, invitedBy: ada });
}

const red = await picture("png", 20, 30);
const wide = await picture("jpeg", 1024, 256);

/** The address of what was set. */
async function set(who: Person, body: BodyInit): Promise<string> {
  const { user } = expectStatus(await putAvatar(who, body), 200);
  expect(user.avatar).toMatch(/^[0-9a-f]{12}$/);
  return avatarAddress(user) ?? "";
}

describe("a picture", () => {
  test("[P6] is the square in the middle, 256 × 256 as WebP, whatever came", async () => {
    for (const body of [red, wide, await picture("webp", 256, 1024), gif, await picture("png", 4000, 1)]) {
      const { bytes, headers } = await fetchBytes(bob, await set(bob, body));
      expect(headers.get("content-type")).toBe("image/webp");
      const { width, height, format } = await new Bun.Image(bytes).metadata();
      expect([width, height, format]).toEqual([side, side, "webp"]);
    }
    // The blue of the source counts its columns from 0 to 255, again and again: 384 to 639 are the middle of 1024.
    const { bytes } = await fetchBytes(bob, await set(bob, wide));
    const { at } = await pixelsOf(bytes);
    expect(at(8, 128).blue).toBeWithin(116, 157);
    expect(at(120, 128).blue).toBeGreaterThan(220);
    expect(at(136, 128).blue).toBeLessThan(36);
    expect([at(40, 128).red > 200, at(216, 128).red < 50]).toEqual([true, true]);
  });

  test("[P6] is turned as its EXIF says, and holds nothing of what the file said of itself", async () => {
    const turned = withExif(wide, 6);
    expect(Buffer.from(turned).includes(secretLocation)).toBe(true);
    const { bytes } = await fetchBytes(bob, await set(bob, turned));
    const { at } = await pixelsOf(bytes);
    expect([at(128, 40).red > 200, at(128, 216).red < 50]).toEqual([true, true]);
    const text = Buffer.from(bytes);
    for (const hidden of [secretLocation, "EXIF", "XMP "]) expect(text.includes(hidden)).toBe(false);
  });

  test("[P6] keeps what is clear in it", async () => {
    const { at } = await pixelsOf((await fetchBytes(bob, await set(bob, clearPng()))).bytes);
    expect(at(128, 128).alpha).toBe(0);
  });

  test("[P6] comes to who is signed in, may be kept for ever, runs nothing, and is 404 once it is another", async () => {
    const address = await set(bob, red);
    const { status, headers, bytes } = await fetchBytes(ada, address);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "private, max-age=31536000, immutable",
      "content-type": "image/webp",
      "content-length": String(bytes.byteLength),
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "content-security-policy": expect.stringContaining("sandbox"),
    });
    const etag = headers.get("etag") ?? "";
    expect((await fetchBytes(ada, address, { headers: { "If-None-Match": etag } })).status).toBe(304);
    expect((await fetchBytes({ ...ada, cookie: "" }, address)).status).toBe(401);
    const id = bob.user.id;
    for (const none of ["0".repeat(12), "x", `${bob.user.avatar}0`, "%00", "..%2f..%2fconfab.db"]) {
      const { status: found } = await fetchBytes(ada, `/api/users/${id}/avatar/${none}`);
      expect([none, [400, 404].includes(found)]).toEqual([none, true]);
    }
    expect((await fetchBytes(ada, address.replace(`/${id}/`, `/${ada.user.id}/`))).status).toBe(404);
    expect((await fetchBytes(ada, address.replace(`/${id}/`, "/999999/"))).status).toBe(404);
    await set(bob, wide);
    expect((await fetchBytes(ada, address)).status).toBe(404);
  });

  test("[P6] [P1] is told to everyone at once, and stands in what was written before", async () => {
    const eve = await newcomer();
    const message = await postMessage(eve, 1, "before");
    const room = (await openDirect(eve, ada)).body.room.id;
    const socket = await ada.connect();
    const own = await eve.connect();
    const { user } = expectStatus(await putAvatar(eve, red), 200);
    // That she is here, as she came, may be told after Ada listens.
    const changed = await nextOf(socket, eve.user.id, ({ avatar }) => avatar !== null);
    expect(changed.avatar).toBe(user.avatar);
    expect((await own.next("me")).user).toEqual(user);
    const { avatar } = user;
    const his = { id: eve.user.id, avatar };
    expect((await ada.get(`/api/messages/${message.id}`)).body.message.author).toMatchObject(his);
    expect((await ada.get(`/api/users/${eve.user.id}`)).body.user).toMatchObject(his);
    const { members } = (await ada.get(`/api/rooms/${room}`)).body.room;
    expect(members.find(({ id }: Loose) => id === eve.user.id)).toMatchObject(his);
    // The same again is no change: the next that is told is the removal.
    expectStatus(await putAvatar(eve, red), 200);
    expect((await eve.delete("/api/me/avatar")).body.user).toEqual({ ...user, avatar: null });
    expect((await nextOf(socket, eve.user.id)).avatar).toBeNull();
    expect((await ada.get(`/api/messages/${message.id}`)).body.message.author.avatar).toBeNull();
    expect((await eve.delete("/api/me/avatar")).status).toBe(200);
    await Promise.all([socket.close(), own.close()]);
  });
});

describe("what is none", () => {
  async function refused(body: BodyInit | null, code: string, status: number, options = {}): Promise<void> {
    const before = storedFiles(server.dataDir);
    const answer = await putAvatar(bob, body, options);
    expect(refusalOf(answer)).toEqual([status, code]);
    expect(answer.body.error.message).not.toBe("");
    expect(storedFiles(server.dataDir)).toEqual(before);
  }

  test("[P6] is refused with a reason, and nothing of it is left", async () => {
    const whole = await picture("png", 40, 40);
    const posing = new TextEncoder().encode("\x89PNG\r\n\x1a\nbut only text");
    await refused(posing, "bad_picture", 400);
    await refused(svg, "bad_picture", 400);
    await refused("<html></html>", "bad_picture", 400);
    await refused(bmp(10, 10), "bad_picture", 400);
    await refused(whole.subarray(0, 60), "bad_picture", 400);
    await refused(asBomb(whole, 60_000, 60_000), "bad_picture", 400);
    await refused(asBomb(whole, 7000, 7000), "bad_picture", 400);
    await refused("RIFF\0\0\0\0WEBP", "bad_picture", 400);
    await refused(JSON.stringify({ avatar: "x" }), "bad_picture", 400, {
      headers: { "Content-Type": "application/json" },
    });
    await refused(null, "empty_file", 400);
    await refused("", "empty_file", 400);
  });

  test("[P6] more than 5 MiB is refused, announced or not", async () => {
    await refused(new Uint8Array(limits.avatarBytes + 1), "body_too_large", 413);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        sent += 1;
        if (sent > 100) controller.close();
        else controller.enqueue(new Uint8Array(100_000));
      },
    });
    await refused(endless, "body_too_large", 413);
  });

  test("[A4] from another site is refused", async () => {
    const response = await fetch(`${server.url}/api/me/avatar`, {
      method: "PUT",
      body: red,
      headers: { Cookie: bob.cookie, Origin: "https://elsewhere.example" },
    });
    expect(response.status).toBe(403);
  });

  test("[X3] none of this was a bug", () => {
    expect(server.problems()).toBe("");
  });
});

describe("an admin", () => {
  test("[P6] [G7] removes someone's picture, which the audit log says; nobody else does", async () => {
    const eve = await newcomer();
    await set(eve, red);
    const path = `/api/users/${eve.user.id}/avatar`;
    expect(refusalOf(await bob.delete(path))).toEqual([403, "not_allowed"]);
    expect(refusalOf(await eve.delete(path))).toEqual([403, "not_allowed"]);
    const socket = await bob.connect();
    expect(expectStatus(await ada.delete(path), 200).user).toMatchObject({ id: eve.user.id, avatar: null });
    expect((await nextOf(socket, eve.user.id)).avatar).toBeNull();
    await socket.close();
    const { entries } = (await ada.get("/api/audit?limit=1")).body;
    expect(entries).toMatchObject([{ action: "user_avatar_removed", user: { id: eve.user.id }, detail: "" }]);
    expect(refusalOf(await ada.delete("/api/users/999999/avatar"))).toEqual([404, "not_found"]);
  });
});

describe("on the disk", () => {
  let other: TestServer;
  let admin: Person;
  beforeAll(async () => {
    other = await startTestServer({ rateLimits: "on" });
    admin = await setUpWorkspace(other.url);
  });
  afterAll(() => other.dispose());
  const register = (username: string) => signUp(other.url, { username, invitedBy: admin });

  test("[P6] only what is somebody's is there: replaced, removed and erased ones are gone with the answer", async () => {
    const [one, two] = [await register("One"), await register("Two")];
    const count = () => storedFiles(other.dataDir).length;
    await set(one, red);
    expect(count()).toBe(1);
    await set(one, wide);
    expect(count()).toBe(1);
    await set(two, wide);
    // The same bytes are kept once, and stay while one of them has them.
    expect(count()).toBe(1);
    expectStatus(await one.delete("/api/me/avatar"), 200);
    expect(count()).toBe(1);
    const { avatar } = (await two.get("/api/me")).body.user;
    expectStatus(await admin.patch(`/api/users/${two.user.id}`, { deactivated: true }), 200);
    const address = `/api/users/${two.user.id}/avatar/${avatar}`;
    expect((await fetchBytes(admin, address)).status).toBe(200);
    expectStatus(await admin.post(`/api/users/${two.user.id}/erase`, { username: "Two" }), 200);
    expect(storedFiles(other.dataDir)).toEqual([]);
    expect((await fetchBytes(admin, address)).status).toBe(404);
  });

  test("[P6] someone sets only so many in a while", async () => {
    const three = await register("Three");
    const answers = await Promise.all(
      Array.from({ length: rates.avatar.burst + 1 }, () =>
        call(other.url, "/api/me/avatar", { method: "DELETE", cookie: three.cookie }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(rates.avatar.burst);
    expect(refusalOf(await putAvatar(three, red))).toEqual([429, "too_fast"]);
  });
});

test("[P6] [F9] a picture is there after kill -9; what a kill left of another is not", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "confab-test-"));
  const first = await startTestServer({ dataDir });
  try {
    const admin = await setUpWorkspace(first.url);
    const address = await set(admin, red);
    const before = storedFiles(dataDir);
    expect(before).toHaveLength(1);
    const socket = connect(first.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(
      `PUT /api/me/avatar HTTP/1.1\r\nHost: ${new URL(first.url).host}\r\nCookie: ${admin.cookie}\r\n` +
        `Content-Length: 1000000\r\n\r\n${"x".repeat(500_000)}`,
    );
    while (storedFiles(dataDir).length === 1) await Bun.sleep(5);
    await first.kill();
    socket.destroy();
    // As a kill between the bytes and their row leaves them.
    const orphan = join("00", "0".repeat(62));
    writeFileSync(join(dataDir, "files", orphan), "nobody's");
    const second = await startTestServer({ dataDir });
    try {
      while (storedFiles(dataDir).includes(orphan)) await Bun.sleep(5);
      expect(storedFiles(dataDir)).toEqual(before);
      const again = await signIn(second.url, { username: admin.user.username });
      expect(avatarAddress(again.user)).toBe(address);
      expect((await fetchBytes(again, address)).status).toBe(200);
    } finally {
      await second.dispose();
    }
  } finally {
    await first.dispose();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/** One clear pixel. */
function clearPng(): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==",
  );
}
