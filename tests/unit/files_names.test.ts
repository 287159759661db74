import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";

import { checkFileName } from "../../src/domain/files/file_name.ts";
import { fileAddress } from "../../src/protocol/file_address.ts";
import { sizeInWords } from "../../src/protocol/file_size.ts";
import { contentDisposition } from "../../src/transport/http/content_disposition.ts";

/** As a client of RFC 8187 reads it. */
function nameIn(header: string): string {
  return decodeURIComponent(/filename\*=UTF-8''(\S*)$/.exec(header)?.[1] ?? "");
}

const odd = [
  "日本語.txt",
  'a"b;c.txt',
  "../../etc/passwd",
  "..",
  "thumb",
  "C:\\x.exe",
  "50%.txt",
  "a'b(c)*.txt",
  "\u202egnp.exe",
  " x ",
];

describe("the name of a file", () => {
  test("[F4] what is visible and one line is kept as it is", () => {
    expect(odd.map((name) => checkFileName(name))).toEqual(odd);
    expect(checkFileName("a".repeat(255))).toHaveLength(255);
  });

  test("[F4] nothing visible, control characters and more than 255 units are refused", () => {
    for (const name of ["", " ", "\u200b", "a\nb", "a\rb", "a\tb", "a\x7fb", "a\u2028b", "\x1b[31m"]) {
      expect(() => checkFileName(name)).toThrow(expect.objectContaining({ code: "bad_name" }));
    }
    expect(() => checkFileName("a".repeat(256))).toThrow(expect.objectContaining({ code: "too_long" }));
  });

  test("[F7] comes back exactly from Content-Disposition, which stays one plain line", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(...odd)), (name) => {
        const header = contentDisposition("attachment", name.toWellFormed());
        expect(nameIn(header)).toBe(name.toWellFormed());
        // A quoted string that nothing ends early, and only characters that RFC 8187 allows.
        expect(header).toMatch(/^attachment; filename="[^"\\%/\r\n]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]*$/);
        expect(header).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });

  test("[F10] its address stays that of its id, whatever the name", () => {
    const base = "http://chat.lan";
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...odd)), (name) => {
        const { pathname, search, hash } = new URL(fileAddress({ id: 7, name }), base);
        expect(pathname).toMatch(/^\/api\/files\/7\/[^/]*$/);
        expect(pathname).not.toBe("/api/files/7/thumb");
        expect([search, hash]).toEqual(["", ""]);
      }),
    );
    expect(fileAddress({ id: 7, name: "a b.txt" })).toBe("/api/files/7/a%20b.txt");
  });

  test("[F3] a size in words never says more than it is", () => {
    expect([1, 999, 1000, 1_572_863, 999_999_999, 100_000_000, 2 ** 50].map(sizeInWords)).toEqual([
      "1 byte",
      "999 bytes",
      "1 kB",
      "1.5 MB",
      "999.9 MB",
      "100 MB",
      "1,125.8 TB",
    ]);
  });
});
