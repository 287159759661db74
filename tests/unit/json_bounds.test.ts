import { afterEach, expect, spyOn, test } from "bun:test";

import { clientFrame, decodeClientFrame } from "../../src/protocol/client_frames.ts";
import { findJsonExcess } from "../../src/protocol/json_bounds.ts";
import { limits } from "../../src/protocol/limits.ts";

const spies: { mockRestore(): void }[] = [];
afterEach(() => {
  for (const spy of spies.splice(0)) spy.mockRestore();
});

const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const list = (length: number) => `[${Array.from({ length }, () => "0").join(",")}]`;

test("[A5] depth and parts up to the limits pass, one more does not", () => {
  expect(findJsonExcess(nested(limits.jsonDepth))).toBeNull();
  expect(findJsonExcess(nested(limits.jsonDepth + 1))?.problem).toContain("8 deep");
  expect(findJsonExcess(list(limits.jsonParts))).toBeNull();
  expect(findJsonExcess(list(limits.jsonParts + 1))?.problem).toContain("256 parts");
  // What is closed again does not nest.
  expect(findJsonExcess(`[${Array.from({ length: 100 }, () => "[]").join(",")}]`)).toBeNull();
});

test("[A5] what stands in a text counts nothing, whatever is escaped in it", () => {
  const signs = '[[[[[[[[[[{{{{{{{{{{,,,,"\\"'.repeat(500);
  expect(findJsonExcess(JSON.stringify({ body: signs }))).toBeNull();
  expect(findJsonExcess(JSON.stringify({ body: `${signs}\\`, ids: [1] }))).toBeNull();
  expect(findJsonExcess(JSON.stringify({ [signs]: 1 }))).toBeNull();
  // Ends in an escaped backslash: the text is over, and what follows counts.
  expect(findJsonExcess(`{"a":"\\\\","b":${nested(9)}}`)).toMatchObject({ field: "b" });
});

test("[A5] the field that has too much is named, if it has a plain name", () => {
  expect(findJsonExcess(`{"type":"post","fileIds":${list(300)}}`)).toMatchObject({ field: "fileIds" });
  expect(findJsonExcess(`{"ref":${nested(20)}}`)).toMatchObject({ field: "ref" });
  expect(findJsonExcess(`{"\\u0000":${nested(20)}}`)).toMatchObject({ field: "" });
  expect(findJsonExcess(`{"a":1${',"b":1'.repeat(300)}}`)).toMatchObject({ field: "" });
});

test("[A5] what is no JSON does not disturb it", () => {
  for (const text of ["", '"', '"\\', "]]]]", "nonsense", '{"a', "\\", "\u0000"]) {
    expect(findJsonExcess(text)).toBeNull();
  }
});

test("[A5] a frame that is too deep or has too many parts is neither parsed nor checked", () => {
  // zod makes the method when it is first used; before that there is nothing to spy on.
  decodeClientFrame("{}");
  const parse = spyOn(JSON, "parse");
  const check = spyOn(clientFrame, "safeParse");
  spies.push(parse, check);
  const frames = [
    "[".repeat(60_000),
    `{"type":"ping","ref":${nested(25_000)}}`,
    `{"type":"ping",${Array.from({ length: 5500 }, (_, at) => `"k${at}":1`).join(",")}}`,
    `{"type":"post","roomId":1,"clientId":"c","body":"b","fileIds":${list(20_000)}}`,
  ];
  for (const frame of frames)
    expect(decodeClientFrame(frame)).toMatchObject({ ok: false, code: "bad_frame" });
  expect(parse).toHaveBeenCalledTimes(0);
  expect(check).toHaveBeenCalledTimes(0);
  expect(decodeClientFrame('{"type":"ping"}')).toMatchObject({ ok: true });
  expect(check).toHaveBeenCalledTimes(1);
});

test("[A5] however wrong a frame within the limits is, the faults found are few", () => {
  const wrong = `{"type":"post","roomId":1,"clientId":"c","body":"b","fileIds":[${'"x",'.repeat(240)}0]}`;
  const parsed = clientFrame.safeParse(JSON.parse(wrong));
  expect(parsed.error?.issues.length).toBeLessThanOrEqual(limits.jsonParts);
  expect(decodeClientFrame(wrong)).toMatchObject({ ok: false, field: "fileIds.0" });
});
