import { describe, expect, test } from "bun:test";

import { detectType, isPicture, isShownInline } from "../../src/domain/files/file_type.ts";

/** Each character is one byte. */
function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const box = (brand: string) => bytes(`\0\0\0\x18ftyp${brand}\0\0\0\0`);

const known: [type: string, heads: Uint8Array[]][] = [
  ["image/png", [bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR")]],
  ["image/jpeg", [bytes("\xff\xd8\xff\xe0\0\x10JFIF"), bytes("\xff\xd8\xff\xe1\0\x10Exif")]],
  ["image/gif", [bytes("GIF87a\x01"), bytes("GIF89a\x01")]],
  ["image/webp", [bytes("RIFF\x10\0\0\0WEBPVP8 ")]],
  ["image/avif", [box("avif"), box("avis")]],
  ["image/heic", [box("heic"), box("mif1")]],
  [
    "image/svg+xml",
    [
      utf8("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      utf8('\n<?xml version="1.0"?>\n<!-- a > b --><!DOCTYPE svg PUBLIC "x">\n<SVG width="1">'),
    ],
  ],
  ["audio/wav", [bytes("RIFF\x10\0\0\0WAVEfmt ")]],
  ["audio/mpeg", [bytes("ID3\x04\0\0"), bytes("\xff\xfb\x90\x64"), bytes("\xff\xf3\x40\xc0")]],
  ["audio/ogg", [bytes("OggS\0\x02")]],
  ["audio/flac", [bytes("fLaC\0")]],
  ["audio/mp4", [box("M4A ")]],
  ["video/mp4", [box("isom"), box("mp42"), box("avc1")]],
  ["video/quicktime", [box("qt  ")]],
  ["video/webm", [bytes("\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm")]],
  ["application/pdf", [bytes("%PDF-1.7\n")]],
  ["application/zip", [bytes("PK\x03\x04\x14"), bytes("PK\x05\x06\0")]],
  ["text/html", [utf8("<!DOCTYPE html><p>x"), utf8("<!-- x --><script>alert(1)</script>"), utf8("  <HTML>")]],
  ["text/plain", [utf8("hello"), utf8("我家在上海东边。"), utf8("a\tb\r\n\x1b[31mred"), utf8("< 3")]],
  [
    "application/octet-stream",
    [
      bytes("\0\x01\x02"),
      bytes("caf\xe9"),
      bytes("\xff\xfeh\0i\0"),
      bytes("\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska"),
      bytes("\x7fELF"),
      bytes("MZ\x90\0"),
      bytes("RIFF\x10\0\0\0AVI "),
    ],
  ],
];

describe("what a file is", () => {
  for (const [type, heads] of known) {
    test(`[F5] ${type} is told by its first bytes`, () => {
      expect(heads.map((head) => detectType(head))).toEqual(heads.map(() => type));
    });
  }

  test("[F5] a character cut by the end of what is looked at is no fault, one cut by the end of the file is", () => {
    const long = utf8(`${"a".repeat(4095)}é`);
    expect(detectType(long.subarray(0, 4096))).toBe("text/plain");
    expect(detectType(utf8("é").subarray(0, 1))).toBe("application/octet-stream");
  });

  test("[F5] no head is too short, and none throws", () => {
    for (let length = 0; length < 16; length += 1) {
      for (const byte of [0, 0x1a, 0x20, 0x3c, 0x49, 0xff]) {
        expect(typeof detectType(new Uint8Array(length).fill(byte))).toBe("string");
      }
    }
  });

  test("[F5] hostile text takes no longer than its length", () => {
    for (const piece of ["<!--", "<?xml", " ", "<!doctype svg", "<!-- --> "]) {
      expect(typeof detectType(utf8(piece.repeat(4096 / piece.length)))).toBe("string");
    }
  });

  test("[F7] inline is only what is safe to show, and a picture only once it was read as one", () => {
    const shown = known.map(([type]) => type).filter((type) => isShownInline({ type, thumbHash: null }));
    expect(shown.sort()).toEqual([
      "audio/flac",
      "audio/mp4",
      "audio/mpeg",
      "audio/ogg",
      "audio/wav",
      "text/plain",
      "video/mp4",
      "video/webm",
    ]);
    const withThumb = known.map(([type]) => type).filter((type) => isShownInline({ type, thumbHash: "x" }));
    expect(withThumb.filter((type) => type.startsWith("image/"))).toEqual([
      "image/png",
      "image/jpeg",
      "image/gif",
      "image/webp",
    ]);
    expect(["image/svg+xml", "image/avif"].map(isPicture)).toEqual([false, false]);
  });
});
