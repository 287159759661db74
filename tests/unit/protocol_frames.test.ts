import { describe, expect, test } from "bun:test";

import { decodeClientFrame } from "../../src/protocol/client_frames.ts";
import { limits } from "../../src/protocol/limits.ts";

function decode(frame: unknown) {
  return decodeClientFrame(JSON.stringify(frame));
}

describe("decoding a client frame", () => {
  test("[W1] every frame of the table decodes as it was sent", () => {
    const frames = [
      { type: "post", ref: 1, roomId: 7, clientId: "c", body: "hello" },
      { type: "post", roomId: 7, clientId: "c", body: "hello", replyTo: 3 },
      { type: "edit", ref: "r", messageId: 3, editedAt: null, body: "x" },
      { type: "delete", messageId: 3 },
      { type: "read", roomId: 7, seq: 0, unread: true },
      { type: "sync", roomId: 7, rev: 0 },
      { type: "ping", ref: 0 },
    ];
    for (const frame of frames) expect(decode(frame)).toEqual({ ok: true, value: frame } as never);
  });

  test("[W2] the refusal names the field and gives a readable ref back", () => {
    expect(decode({ type: "post", ref: "r1", roomId: "7", clientId: "c", body: "x" })).toMatchObject({
      ok: false,
      code: "bad_frame",
      field: "roomId",
      ref: "r1",
    });
    expect(decode({ type: "post", ref: {}, roomId: 7, clientId: "c", body: "x" })).not.toHaveProperty("ref");
  });

  test("[W2] what is no frame at all is refused without throwing", () => {
    for (const text of [
      "",
      "nope",
      "null",
      "1",
      "[]",
      '"post"',
      "{}",
      '{"type":"unknown"}',
      '{"type":1}',
      "[".repeat(30_000),
      '{"__proto__":{"type":"ping"}}',
    ]) {
      expect([text.slice(0, 20), decodeClientFrame(text).ok]).toEqual([text.slice(0, 20), false]);
    }
  });

  test("[L4] a field that does not exist is named", () => {
    expect(decode({ type: "ping", fileIds: [] })).toMatchObject({
      ok: false,
      code: "bad_frame",
      field: "fileIds",
    });
  });

  test("[X1] a lone surrogate or U+0000 in any string is bad_text", () => {
    const bad = ['"\\ud800"', '"a\\u0000b"'];
    for (const text of bad) {
      expect(decodeClientFrame(`{"type":"post","roomId":1,"clientId":"c","body":${text}}`)).toMatchObject({
        code: "bad_text",
        field: "body",
      });
      expect(decodeClientFrame(`{"type":"post","roomId":1,"clientId":${text},"body":"b"}`)).toMatchObject({
        code: "bad_text",
        field: "clientId",
      });
      expect(decodeClientFrame(`{"type":"ping","ref":${text}}`)).toMatchObject({
        ok: false,
        code: "bad_text",
        field: "ref",
      });
      expect(decodeClientFrame(`{"type":"ping",${text}:1}`)).toMatchObject({ ok: false });
    }
  });

  test("[L2] numbers are whole, within range, and no strings", () => {
    for (const roomId of [0, -1, 1.5, 2 ** 53, "1", null, true, [1], {}]) {
      expect([roomId, decode({ type: "sync", roomId, rev: 0 }).ok]).toEqual([roomId, false]);
    }
  });

  test("[L1] the longest body fits one frame even when every unit is escaped", () => {
    const body = "\u0001".repeat(limits.bodyLength);
    const clientId = "\u0001".repeat(limits.clientIdLength);
    const frame = JSON.stringify({
      type: "post",
      ref: "\u0001".repeat(limits.refLength),
      roomId: Number.MAX_SAFE_INTEGER,
      clientId,
      body,
    });
    expect(new TextEncoder().encode(frame).byteLength).toBeLessThanOrEqual(limits.frameBytes);
  });
});
