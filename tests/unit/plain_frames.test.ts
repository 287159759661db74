// The short way of the frequent frames and the schema must be of one mind, about any text.
import { afterEach, expect, spyOn, test } from "bun:test";
import * as fc from "fast-check";

import { clientFrame, decodeClientFrame } from "../../src/protocol/client_frames.ts";
import { findJsonExcess } from "../../src/protocol/json_bounds.ts";
import { limits } from "../../src/protocol/limits.ts";

const spies: { mockRestore(): void }[] = [];
afterEach(() => {
  for (const spy of spies.splice(0)) spy.mockRestore();
});

const text = fc.oneof(
  fc.string({ maxLength: 70 }),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom(
    "",
    "\0",
    "\ud800",
    "a\udc00",
    "\\u0000",
    "\\ud800",
    "{[",
    "x".repeat(64),
    "x".repeat(65),
    "é".repeat(64),
  ),
);
const number = fc.oneof(
  fc.integer({ min: -1, max: 3 }),
  fc.constantFrom(-0, 0.5, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), 1e300, -1),
);
const anything = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.array(number, { maxLength: 3 }),
  fc.jsonValue(),
);
const name = fc.oneof(
  fc.constantFrom("type", "ref", "roomId", "clientId", "body", "replyTo"),
  fc.constantFrom("fileIds", "seq", "unread", "on", "__proto__", "constructor"),
);
const right = fc.oneof(
  fc.record(
    {
      type: fc.constant("post"),
      ref: fc.oneof(text, number),
      roomId: fc.integer({ min: 1 }),
      clientId: text,
      body: text,
      replyTo: fc.option(number),
      fileIds: fc.array(number, { maxLength: 3 }),
    },
    { requiredKeys: ["type", "roomId", "clientId", "body"] },
  ),
  fc.record(
    { type: fc.constant("read"), ref: text, roomId: number, seq: number, unread: fc.boolean() },
    { requiredKeys: ["type", "roomId", "seq"] },
  ),
  fc.record(
    { type: fc.constant("typing"), ref: number, roomId: number, on: fc.boolean() },
    { requiredKeys: ["type", "roomId"] },
  ),
);

/** One field more, other, twice, or not at all; written as JSON by hand, so that a name may come twice. */
const mutated = fc
  .tuple(
    right,
    fc.array(fc.tuple(name, fc.option(anything, { nil: undefined })), { maxLength: 2 }),
    fc.boolean(),
  )
  .map(([frame, changes, isFirst]) => {
    const parts = Object.entries(frame).map(
      ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
    );
    for (const [key, value] of changes) {
      const part = value === undefined ? null : `${JSON.stringify(key)}:${JSON.stringify(value)}`;
      if (part === null)
        parts.splice(
          parts.findIndex((one) => one.startsWith(`"${key}"`)),
          1,
        );
      else if (isFirst) parts.unshift(part);
      else parts.push(part);
    }
    return `{${parts.join(",")}}`;
  });

/** As it was before there was a short way. */
function bySchema(json: string) {
  if (findJsonExcess(json)) return { ok: false };
  const parsed = clientFrame.safeParse(JSON.parse(json));
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false };
}

test("[W2] [X1] the short way accepts no frame that the schema refuses, and gives the same value", () => {
  const seen = { ok: 0, refused: 0 };
  fc.assert(
    fc.property(fc.oneof(mutated, mutated, fc.json()), (json) => {
      const decoded = decodeClientFrame(json);
      const expected = bySchema(json);
      seen[expected.ok ? "ok" : "refused"] += 1;
      expect(decoded.ok).toBe(expected.ok);
      if (decoded.ok) expect(decoded.value).toStrictEqual(expected.value as never);
    }),
    { numRuns: 4000 },
  );
  expect(Math.min(seen.ok, seen.refused)).toBeGreaterThan(200);
});

test("[A5] the bounds of a short frame are those of the whole scan", () => {
  const signs = ["}", "]", ",", '"', "\\", "1"];
  const kinds = [["{", "{{{{{{{{{"], ["[", "[[[[[[[[["], []].map((open) =>
    fc.array(fc.constantFrom(...signs, ...open), { maxLength: 300 }),
  );
  const json = fc.oneof(...kinds);
  fc.assert(
    fc.property(json, (parts) => {
      const short = parts.join("").slice(0, limits.jsonParts);
      // White space changes nothing but the length.
      expect(findJsonExcess(short)).toEqual(findJsonExcess(short + " ".repeat(limits.jsonParts)));
    }),
    { numRuns: 2000 },
  );
});

test("[A5] a frequent frame never meets the schema, others do", () => {
  decodeClientFrame("{}");
  const check = spyOn(clientFrame, "safeParse");
  spies.push(check);
  for (const frame of [
    {
      type: "post",
      ref: "r",
      roomId: 1,
      clientId: "c",
      body: '日本 \n \u2028 "[{',
      replyTo: null,
      fileIds: [],
    },
    {
      type: "post",
      ref: 7,
      roomId: 1,
      clientId: "c",
      body: "x".repeat(limits.bodyLength),
      replyTo: 5,
      fileIds: [1, 2],
    },
    { type: "read", ref: 1, roomId: 1, seq: 0 },
    { type: "typing", roomId: 1, on: false },
  ]) {
    expect(decodeClientFrame(JSON.stringify(frame))).toEqual({ ok: true, value: frame } as never);
  }
  expect(check).toHaveBeenCalledTimes(0);
  expect(decodeClientFrame(`{"type":"post","roomId":1,"clientId":"c","body":"\\ud800"}`)).toMatchObject({
    code: "bad_text",
  });
  expect(decodeClientFrame('{"type":"ping"}').ok).toBe(true);
  expect(check).toHaveBeenCalledTimes(2);
});
