import { describe, expect, test } from "bun:test";

import { readByteRange } from "../../src/transport/http/byte_range.ts";

const size = 10;

describe("a range of bytes", () => {
  test("[F8] a single one within the file is given", () => {
    const asked = [
      "bytes=0-0",
      "bytes=2-4",
      "bytes=2-",
      "bytes=2-99",
      "bytes=-3",
      "bytes=-99",
      "Bytes= 2-4 ",
    ];
    expect(asked.map((header) => readByteRange(header, size))).toEqual([
      { start: 0, end: 1 },
      { start: 2, end: 5 },
      { start: 2, end: 10 },
      { start: 2, end: 10 },
      { start: 7, end: 10 },
      { start: 0, end: 10 },
      { start: 2, end: 5 },
    ]);
  });

  test("[F8] one behind the end cannot be satisfied", () => {
    for (const header of ["bytes=10-", "bytes=10-20", "bytes=-0", `bytes=${"9".repeat(400)}-`]) {
      expect([header, readByteRange(header, size)]).toEqual([header, "unsatisfiable"]);
    }
  });

  test("[F8] several, and what is none, mean the whole", () => {
    const others = [
      undefined,
      "",
      "bytes=",
      "bytes=-",
      "bytes=4-2",
      "bytes=0-1,3-4",
      "bytes=a-b",
      "bytes=-1-2",
    ];
    for (const header of [...others, "bytes=1.5-", "items=0-1", "bytes=0x1-2", "bytes 0-1", "bytes=1 - 2"]) {
      expect([header, readByteRange(header, size)]).toEqual([header, null]);
    }
  });
});
