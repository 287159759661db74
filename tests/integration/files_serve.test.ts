// How files come back: safe, whole or in parts, by their exact names, and only to those who may see them.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import type { Person } from "../support/client.ts";
import { startWorkspace } from "../support/workspace.ts";
import { fetchBytes, upload } from "../support/files.ts";
import { gif, picture, secretLocation, svg, withExif } from "../support/pictures.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  ({ server, ada, bob } = await startWorkspace());
});
afterAll(() => server.dispose());

async function put(
  body: BodyInit,
  name = "x",
): Promise<{ path: string; file: { id: number } & Record<string, unknown> }> {
  const { status, body: answer } = await upload(ada, body, { name });
  expect(status).toBe(201);
  return { path: `/api/files/${answer.file.id}/x`, file: answer.file };
}

describe("a file", () => {
  test("[F7] comes with headers that let it do nothing, and no cache keep it without asking", async () => {
    const { path } = await put("hello");
    const { status, headers, bytes } = await fetchBytes(ada, path);
    expect([status, new TextDecoder().decode(bytes)]).toEqual([200, "hello"]);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-length": "5",
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-cache",
      "accept-ranges": "bytes",
      "content-disposition": "inline; filename=\"x\"; filename*=UTF-8''x",
    });
    const etag = headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    const known = await fetchBytes(ada, path, { headers: { "If-None-Match": etag } });
    expect([known.status, known.bytes.byteLength]).toEqual([304, 0]);
    const head = await fetchBytes(ada, path, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), head.bytes.byteLength]).toEqual([200, "5", 0]);
  });

  test("[F7] only safe kinds are shown inline, everything else is saved and names no type", async () => {
    const zip = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]);
    const avif = new TextEncoder().encode("\0\0\0\u0018ftypavif\0\0\0\0");
    const cases: [BodyInit, kind: string, type: string][] = [
      ["plain", "inline", "text/plain; charset=utf-8"],
      [await picture("png", 4, 4), "inline", "image/png"],
      [await picture("jpeg", 4, 4), "inline", "image/jpeg"],
      [await picture("webp", 4, 4), "inline", "image/webp"],
      [gif, "inline", "image/gif"],
      ["OggS\0", "inline", "audio/ogg"],
      ["ID3\x04\0", "inline", "audio/mpeg"],
      [svg, "attachment", "application/octet-stream"],
      ["<!doctype html><p>x", "attachment", "application/octet-stream"],
      ["%PDF-1.7", "attachment", "application/octet-stream"],
      [avif, "attachment", "application/octet-stream"],
      [zip, "attachment", "application/octet-stream"],
    ];
    for (const [body, kind, type] of cases) {
      const { headers } = await fetchBytes(ada, (await put(body)).path);
      expect([headers.get("content-disposition")?.split(";")[0], headers.get("content-type")]).toEqual([
        kind,
        type,
      ]);
    }
  });

  test("[F7] comes back under the exact name it was given", async () => {
    for (const name of [
      "日本語",
      'a"b;c.txt',
      "a'b(c)*%.txt",
      "../../etc/passwd",
      "\u202etxt.exe",
      "ß é 💥.txt",
    ]) {
      const { file, path } = await put("x", name);
      expect(file["name"]).toBe(name);
      const disposition = (await fetchBytes(ada, path)).headers.get("content-disposition") ?? "";
      expect(decodeURIComponent(/filename\*=UTF-8''(\S+)$/.exec(disposition)?.[1] ?? "")).toBe(name);
    }
  });

  test("[F8] one range is 206, one behind the end 416, and what is none the whole", async () => {
    const { path } = await put("0123456789");
    const ask = async (headers: Record<string, string>) => {
      const { status, headers: given, bytes } = await fetchBytes(ada, path, { headers });
      const text = status === 416 ? "" : new TextDecoder().decode(bytes);
      return [status, given.get("content-range"), text];
    };
    expect(await ask({ Range: "bytes=2-4" })).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await ask({ Range: "bytes=8-" })).toEqual([206, "bytes 8-9/10", "89"]);
    expect(await ask({ Range: "bytes=-2" })).toEqual([206, "bytes 8-9/10", "89"]);
    for (const range of ["bytes=10-", "bytes=-0"]) {
      expect(await ask({ Range: range })).toEqual([416, "bytes */10", ""]);
    }
    for (const range of ["bytes=4-2", "bytes=0-1,3-4", "bytes=x-", "lines=1-2", "bytes="]) {
      expect([range, ...(await ask({ Range: range }))]).toEqual([range, 200, null, "0123456789"]);
    }
    const etag = (await fetchBytes(ada, path)).headers.get("etag") ?? "";
    expect(await ask({ Range: "bytes=2-4", "If-Range": etag })).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await ask({ Range: "bytes=2-4", "If-Range": '"another"' })).toEqual([200, null, "0123456789"]);
    expect(await ask({ Range: "bytes=2-4", "If-Range": "Wed, 25 Nov 2026 07:00:00 GMT" })).toEqual([
      200,
      null,
      "0123456789",
    ]);
  });

  test("[F1] unposted is seen by its uploader alone, whatever name the address has", async () => {
    const { file, path } = await put(await picture("png", 4, 4));
    for (const address of [path, `/api/files/${file.id}/thumb`, `/api/files/${file.id}/..%2fx`]) {
      expect([address, (await fetchBytes(ada, address)).status]).toEqual([address, 200]);
      expect([address, (await fetchBytes(bob, address)).status]).toEqual([address, 404]);
      expect([address, (await fetchBytes({ ...ada, cookie: "" }, address)).status]).toEqual([address, 401]);
    }
    const known = (await fetchBytes(ada, path)).headers.get("etag") ?? "";
    expect((await fetchBytes(bob, path, { headers: { "If-None-Match": known } })).status).toBe(404);
    await ada.post("/api/rooms/1/leave");
    expect((await fetchBytes(ada, path)).status).toBe(404);
    await ada.post("/api/rooms/1/join");
    expect((await fetchBytes(ada, path)).status).toBe(200);
  });
});

describe("a thumbnail", () => {
  test("[F6] is small, turned as the picture says, and holds none of its EXIF; the original keeps it", async () => {
    const jpeg = await picture("jpeg", 1600, 400);
    const { file, path } = await put(withExif(jpeg, 6), "photo.jpg");
    expect(file).toMatchObject({ width: 400, height: 1600, thumb: true });
    const { bytes, headers } = await fetchBytes(ada, `/api/files/${file.id}/thumb`);
    expect(headers.get("content-type")).toBe("image/webp");
    expect(await new Bun.Image(bytes).metadata()).toEqual({ width: 200, height: 800, format: "webp" });
    const text = Buffer.from(bytes).toString("latin1");
    expect([text.includes(secretLocation), /exif/i.test(text)]).toEqual([false, false]);
    const original = Buffer.from((await fetchBytes(ada, path)).bytes);
    expect(original.includes(secretLocation)).toBe(true);
  });

  test("[F6] is not there for what is no picture", async () => {
    const { file } = await put("plain");
    expect((await fetchBytes(ada, `/api/files/${file.id}/thumb`)).status).toBe(404);
  });

  test("[X3] nothing of this was a bug", () => {
    expect(server.problems()).toBe("");
  });
});
