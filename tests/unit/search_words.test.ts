// What a query means, and what is shown of where its words stand (S2, S4).
import { expect, test } from "bun:test";

import { hasLink } from "../../src/domain/search/links.ts";
import { createWords, hitIn, readWords } from "../../src/domain/search/words.ts";
import { createRandom, freshSeed } from "../support/random.ts";

const marked = (q: string, body: string) =>
  createWords(readWords(q))
    .marksIn(body)
    .map(({ start, end }) => body.slice(start, end));

test("[S2] white space of every kind separates words, and nothing else does", () => {
  expect(readWords("  red\tgreen\n\u3000blue\u00a0x red ")).toEqual(["red", "green", "blue", "x"]);
  expect(readWords('"a b" c,d')).toEqual(['"a', 'b"', "c,d"]);
  expect(readWords(" ")).toEqual([]);
  expect(readWords("cafe\u0301")).toEqual(["caf\u00e9"]);
});

test("[S2] no sign is a pattern", () => {
  const signs = Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n)).filter(
    (sign) => sign.trim() !== "",
  );
  for (const sign of signs) {
    expect([sign, createWords(readWords(sign)).areIn("x y z")]).toEqual([sign, /[xyz]/i.test(sign)]);
    expect(marked(sign, `(${sign})`).join("")).toContain(sign);
    expect(marked(`a${sign}b`, `_a${sign}b_`)).toEqual([`a${sign}b`]);
  }
});

test("[S2] capital and small letters are alike, composed and decomposed ones too, other letters are others", () => {
  expect(marked("ÉCOLE", "e\u0301cole, école, ecole")).toEqual(["e\u0301cole", "école"]);
  expect(marked("e", "e\u0301 é e")).toEqual(["e"]);
  expect(marked("ΣΟΦΟΣ", "σοφος σοφός")).toEqual(["σοφος"]);
  expect(marked("straße", "STRASSE strasse Straße")).toEqual(["Straße"]);
});

test("[S2] letters that NFC takes apart are found as keyboards write them, as sequences, and by each other", () => {
  for (const [whole, apart] of [
    ["फौ\u095bदारी", "फौ\u091c\u093cदारी"],
    ["\u09a1\u09bc\u09be\u0995\u09be", "\u09dc\u09be\u0995\u09be"],
    ["\ufb2a\u05dc\u05d5\u05dd", "\u05e9\u05c1\u05dc\u05d5\u05dd"],
  ] as const) {
    for (const q of [whole, apart]) expect(marked(q, `${whole}, ${apart}`)).toEqual([whole, apart]);
  }
});

test("[S4] marks are in order, never touch, and are at most 50", () => {
  expect(marked("abc bcd", "xabcdx abc bcd")).toEqual(["abcd", "abc", "bcd"]);
  expect(marked("an", "banana")).toEqual(["anan"]);
  expect(marked("a", "a ".repeat(500))).toHaveLength(50);
  expect(marked("", "anything")).toEqual([]);
});

test("[S8] of a body the first 1,000 places are looked at, however many words are in all of them", () => {
  const body = "a".repeat(10_000);
  const words = Array.from({ length: 18 }, (_, n) => "a".repeat(n + 1));
  const [mark, ...others] = createWords(words).marksIn(body);
  expect(others).toEqual([]);
  expect(mark?.start).toBe(0);
  // The ends that are found lie where the places were counted: 1,000 of one word, 55 each of eighteen.
  expect(createWords(["a"]).marksIn(body)).toEqual([{ start: 0, end: 1000 }]);
  expect(mark?.end).toBeGreaterThan(50);
  expect(mark?.end).toBeLessThan(1000);
  // Again from the beginning.
  const again = createWords(words);
  expect(again.marksIn(body)).toEqual(again.marksIn(body));
});

test("[S4] marks are those that each word has by itself, joined", () => {
  const seed = freshSeed();
  const random = createRandom(seed);
  const piece = (maxLength: number) =>
    Array.from({ length: random.between(1, maxLength) }, () => random.pick(Array.from("aabbc \u0301é"))).join(
      "",
    );
  for (let n = 0; n < 300; n += 1) {
    const body = piece(60);
    const words = readWords(`${piece(3)} ${piece(3)} ${piece(2)}`);
    const isMarked = Array.from(body, () => false);
    for (const word of words) {
      for (const { start, end } of createWords([word]).marksIn(body)) {
        isMarked.fill(true, start, end);
      }
    }
    const expected: { start: number; end: number }[] = [];
    for (let at = 0; at < body.length; at += 1) {
      if (isMarked[at] !== true) continue;
      const last = expected.at(-1);
      if (last && last.end === at) last.end += 1;
      else expected.push({ start: at, end: at + 1 });
    }
    expect([seed, body, words, createWords(words).marksIn(body)]).toEqual([seed, body, words, expected]);
  }
});

test("[S4] the line is a line of the body, around the first mark, at most 240 units, never half a character", () => {
  for (let before = 0; before < 400; before += 7) {
    for (const filler of ["x", "😀", "上"]) {
      const body = `top\n${filler.repeat(before)} Needle ${filler.repeat(300)}\nbottom`;
      const { line, marks } = hitIn(body, createWords(["needle"]));
      const text = body.slice(line.start, line.end);
      expect(text.length).toBeLessThanOrEqual(240);
      expect(text.length).toBeGreaterThan(200);
      expect(text).toContain("Needle");
      expect(text).not.toContain("\n");
      expect(text.isWellFormed()).toBe(true);
      expect(marks).toHaveLength(1);
    }
  }
  const long = "y".repeat(200);
  const { line } = hitIn(`${"x".repeat(100)}${long}${"x".repeat(100)}`, createWords([long]));
  expect(line.end).toBeGreaterThanOrEqual(300);
});

test("[S3] has:link is a link that a reader sees, to http or https", () => {
  for (const body of ["https://a.example/x", "> *[x](http://a.example)*", "- see HTTPS://A.EXAMPLE"]) {
    expect([body, hasLink(body)]).toEqual([body, true]);
  }
  for (const body of [
    "`https://a.example`",
    "```\nhttps://a.example\n```",
    "ssh://a.example",
    "a://b",
    "mailto:a@b.example",
    "https://",
  ]) {
    expect([body, hasLink(body)]).toEqual([body, false]);
  }
});
