// M1: which texts of a body may name someone.
import { array, assert, constantFrom, property } from "fast-check";
import { expect, test } from "bun:test";

import { broadcastIn, findMentions, namesIn } from "../../src/protocol/mentions.ts";

test("[M1] what stands behind an @ at a word edge, as long as it goes, in the order of the body", () => {
  const cases: [body: string, names: string[]][] = [
    ["@bob", ["bob"]],
    ["hi @bob, and @ada.", ["bob", "ada."]],
    ["(@bob) *@ada* [@eve]", ["bob", "ada", "eve"]],
    ["@@bob", ["bob"]],
    ["mail@bob 1@bob é@bob e\u0301@bob я@bob", []],
    ["\u{1d4d0}@bob", []],
    ["👍@bob", ["bob"]],
    ["@", []],
    ["@ bob @.bob @_bob", []],
    ["@Łukasz_3 @上海 @bob’s", ["Łukasz_3", "上海", "bob"]],
    ["- @bob\n- item @ada\n\n1. @eve", ["bob", "ada", "eve"]],
    ["_@bob_", ["bob"]],
  ];
  for (const [body, names] of cases) expect([body, findMentions(body)]).toEqual([body, names]);
});

test("[M1] nothing in code, fenced code or quoted lines, nor behind a backslash", () => {
  const silent = [
    "`@everyone`",
    "``a ` @bob``",
    "```\n@everyone\n```",
    "```\n@bob, to the end",
    "````\n```\n@bob\n````",
    "> @everyone",
    "> quoted\n> @bob",
    "> - @bob",
    "- > @bob",
    "\\@bob",
  ];
  for (const body of silent) expect([body, findMentions(body)]).toEqual([body, []]);
  expect(findMentions("> @bob\n@ada `@eve` @eve")).toEqual(["ada", "eve"]);
});

test("[M1] a name ends before a sign: the longest reading first, what a sentence puts behind it last, and never inside a word", () => {
  const cases: [written: string, names: string[]][] = [
    ["luck", ["luck"]],
    ["unlucky", ["unlucky"]],
    ["bob's", ["bob", "bob's"]],
    ["bob-like", ["bob-like", "bob"]],
    ["bob.", ["bob", "bob."]],
    ["bob...", ["bob", "bob.", "bob..", "bob..."]],
    ["bob_", ["bob", "bob_"]],
    ["bob_.", ["bob", "bob_", "bob_."]],
    ["bob'S.", ["bob", "bob'S", "bob'S."]],
    ["bob_smith", ["bob_smith"]],
    ["bob_smith.", ["bob_smith", "bob_smith."]],
    ["a.b_c", ["a.b_c", "a"]],
    ["a.b.", ["a.b", "a.b.", "a"]],
    ["o'neil's", ["o'neil", "o'neil's", "o"]],
  ];
  for (const [written, names] of cases) {
    expect([written, namesIn(written)]).toEqual([written, names]);
  }
});

test("[M1] behind a letter of a script without spaces an @ opens a name too, unless it is a mail address", () => {
  const cases: [body: string, names: string[]][] = [
    ["你好@bob 请看", ["bob"]],
    ["请@bob看一下", ["bob看一下"]],
    ["@bobさん @bob님 @李雷你好", ["bobさん", "bob님", "李雷你好"]],
    ["＠bob 请＠bob看", ["bob", "bob看"]],
    ["に@bob へー@bob 々@bob ㄅ@bob 에@bob", ["bob", "bob", "bob", "bob", "bob"]],
    ["ที่@bob ມື@bob ក្រ@bob မြ@bob", ["bob", "bob", "bob", "bob"]],
    ["葛\u{e0100}@bob か\u3099@bob", ["bob", "bob"]],
    ["@李雷@bob @bob@ada", ["李雷", "bob", "bob"]],
    ["josé@bob.example 用户@mail.example 用户@a-b.co.jp。 用户@mail.example.", []],
    ["用户＠mail.example", []],
    ["请@bob.看 请@bob.b看 请@b1.2看", ["bob.看", "bob.b看", "b1.2看"]],
    ["1@bob я@bob देव@bob", []],
  ];
  for (const [body, names] of cases) expect([body, findMentions(body)]).toEqual([body, names]);
});

test("[M1] a name of or before such a script ends between letters: of two such letters it has at least two", () => {
  const cases: [written: string, names: string[]][] = [
    ["李雷你好", ["李雷你好", "李雷你", "李雷"]],
    ["bobさん", ["bobさん", "bobさ", "bob"]],
    ["bob님", ["bob님", "bob"]],
    ["李bob", ["李bob", "李"]],
    ["bob_smithさん", ["bob_smithさん", "bob_smithさ", "bob_smith"]],
    ["bob_さん", ["bob_さん", "bob_さ", "bob", "bob_"]],
    ["bob's様", ["bob's様", "bob", "bob's"]],
    // No end before a mark, nor inside a syllable.
    ["สิริมา", ["สิริมา", "สิริม", "สิริ"]],
    ["한국".normalize("NFD"), ["한국".normalize("NFD")]],
    ["か\u3099き\u3099く", ["か\u3099き\u3099く", "か\u3099き\u3099"]],
    ["葛\u{e0100}城", ["葛\u{e0100}城"]],
    ["łukasz", ["łukasz"]],
  ];
  for (const [written, names] of cases) expect([written, namesIn(written)]).toEqual([written, names]);
});

test("[M1] of more than 32 readings the longest are tried, and a name before a text without spaces always", () => {
  const dotted = namesIn("a.".repeat(60) + "a");
  expect(dotted).toHaveLength(32);
  expect(dotted[0]).toHaveLength(121);
  expect(namesIn(`bob${".".repeat(100)}`)[0]).toBe("bob");
  for (const name of ["李雷", "𠮷野", "bob"]) {
    expect(namesIn(name + "我是新来的同事".repeat(30))).toContain(name);
    expect(namesIn(name + "我是新来的同事".repeat(15))).toContain(name);
  }
  const longest = "王".repeat(32);
  expect(namesIn(`${longest}你好`)).toContain(longest);
});

test("[M2] @everyone and @here call people before such a script too", () => {
  const cases: [written: string, to: string | null][] = [
    ["everyone", "everyone"],
    ["Here.'", "here"],
    ["HERE请看", "here"],
    ["everyone_さん", "everyone"],
    ["everyone's", null],
    ["everyones", null],
    ["hereé", null],
    ["请here", null],
  ];
  for (const [written, to] of cases)
    expect([written, broadcastIn(written)?.to ?? null]).toEqual([written, to]);
});

test("[M1] whatever is written, the readings are few, and each is its beginning", () => {
  const piece = constantFrom(
    "a",
    "b",
    ".",
    "_",
    "'",
    "-",
    "@",
    "`",
    "```",
    "\n",
    "> ",
    "- ",
    " ",
    "\\",
    "é",
    "語",
    "さ",
    "＠",
    "\u0e34",
  );
  assert(
    property(array(piece, { maxLength: 200 }), (parts) => {
      const body = parts.join("");
      for (const written of findMentions(body)) {
        expect(body).toMatch(new RegExp(`[@＠]${RegExp.escape(written)}`, "u"));
        const names = namesIn(written);
        expect(names.length).toBeLessThanOrEqual(32);
        for (const name of names) expect(written.startsWith(name)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("[K8] hostile bodies are found through with work that grows no faster than they do", () => {
  // The parser counts its own steps (K8); here, that what is done with its nodes is bounded too.
  const bodies = [
    "@a".repeat(5000),
    "@a ".repeat(3333),
    `@${"a.".repeat(4999)}`,
    `@${".".repeat(9999)}`,
    `@a${"_".repeat(9998)}`,
    `${"`".repeat(4000)}@a`,
    `${"> ".repeat(4000)}@a`,
    `${"- ".repeat(4000)}@a`,
    "[@a](".repeat(2000),
    "看@".repeat(3333),
    "看@a看".repeat(2500),
    "看\u0301".repeat(2500) + "\ufe00".repeat(4000) + "@a",
    `@${"看".repeat(9999)}`,
    `看@${"a.".repeat(4900)}`,
  ];
  for (const body of bodies) {
    const written = findMentions(body);
    expect(written.length).toBeLessThanOrEqual(body.length / 2);
    for (const one of written) expect(namesIn(one).length).toBeLessThanOrEqual(32);
  }
});
