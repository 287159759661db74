// What one writes: the layer behind the field, what is meant by a paste, links to rooms, drafts that stand in several tabs.
import { describe, expect, test } from "bun:test";

import * as fc from "fast-check";

import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import { plainBody } from "../../src/protocol/markdown/plain_text.ts";
import type { RoomKind, UserRole } from "../../src/protocol/shapes.ts";
import { createEdits } from "../../web/client/storage/edits.ts";
import { createSharedText } from "../../web/client/storage/shared_text.ts";
import { createLocalStore } from "../../web/client/storage/local_store.ts";
import { bodySegments } from "../../web/composer/body_segments.ts";
import { findRooms, roomAt, roomLink } from "../../web/composer/find_room.ts";
import { highlightedSegments, namesInOpenCode } from "../../web/composer/highlight_segments.ts";
import { broadcastWords, mayBroadcast, type BroadcastWord } from "../../web/composer/may_broadcast.ts";
import { whatIsPasted } from "../../web/composer/read_paste.ts";
import { createRandom, freshSeed } from "../support/random.ts";
import { naughtyStrings } from "../support/real_texts.ts";

const people = new Map([
  [1, { username: "bob" }],
  [2, { username: "ada.b" }],
]);
const highlighted = (text: string) =>
  highlightedSegments(text, { people, broadcasts: broadcastWords }).map(
    ({ kind, text: piece }) => `${kind}:${piece}`,
  );

describe("[K13] the layer behind the field", () => {
  test("colours what the signs make of the text, and dims the signs", () => {
    expect(highlighted("a **b** `c`")).toEqual([
      "text:a ",
      "mark:**",
      "text:b",
      "mark:**",
      "text: ",
      "mark:`",
      "code:c",
      "mark:`",
    ]);
    expect(highlighted("see [it](https://a.example)")).toEqual([
      "text:see ",
      "mark:[",
      "link:it",
      "mark:](https://a.example)",
    ]);
    expect(highlighted("> q\n- i")).toEqual(["mark:> ", "text:q", "mark:\n- ", "text:i"]);
    expect(highlighted("```js\nlet a\n```\nend")).toEqual([
      "mark:```js",
      "code:\nlet a",
      "mark:\n```",
      "text:\nend",
    ]);
    // Not closed yet: it is code up to the end, as it would be sent.
    expect(highlighted("```\nlet a")).toEqual(["mark:```", "code:\nlet a"]);
    expect(highlighted("```\nlet a```\nend")).toEqual(["mark:```", "code:\nlet a", "mark:```", "text:\nend"]);
    expect(highlighted("so ```\na\n```")).toEqual(["text:so ", "mark:```", "code:\na", "mark:\n```"]);
    expect(highlighted("\\*a\\*")).toEqual(["mark:\\", "text:*a", "mark:\\", "text:*"]);
  });

  test("[M1] claims a name only where someone is called so, and not where it would name nobody", () => {
    expect(highlighted("@bob's")).toEqual(["mention:@bob", "text:'s"]);
    expect(highlighted("@bobby")).toEqual(["text:@bobby"]);
    expect(highlighted("@ADA.b.")).toEqual(["mention:@ADA.b", "text:."]);
    expect(highlighted("> @bob")).toEqual(["mark:> ", "text:@bob"]);
    expect(highlighted("`@bob`")[1]).toBe("code:@bob");
    expect(highlighted("@here")).toEqual(["mention:@here"]);
    const eve = () => [{ username: "eve" }];
    expect(highlightedSegments("@eve", { people, others: eve, broadcasts: [] })[0]?.kind).toBe("mention");
  });

  test("[K6] names in code that nothing ends are told, those in code that is ended are meant so", () => {
    const hidden = (text: string) => namesInOpenCode(text, { people, broadcasts: broadcastWords });
    expect(hidden("```\n@bob, @ada.b's @nobody\n@bob @here请看")).toEqual(["bob", "ada.b", "here"]);
    expect(hidden("- ```\n  @bob")).toEqual(["bob"]);
    for (const text of [
      "```\n@bob\n```",
      "```\n@bob```",
      "> ```\n> @bob",
      "@bob `@bob`",
      "@bob\n```\ncode",
    ]) {
      expect([text, hidden(text)]).toEqual([text, []]);
    }
  });

  test("[M2] claims @everyone and @here only where they call people", () => {
    const kinds = (text: string, broadcasts: readonly BroadcastWord[]) =>
      highlightedSegments(text, { people, broadcasts }).map(({ kind }) => kind);
    expect(kinds("@everyone.", broadcastWords)).toEqual(["mention", "text"]);
    expect(kinds("@everyone. @HERE", [])).toEqual(["text"]);
    expect(kinds("@here @everyone", ["here"])).toEqual(["mention", "text"]);
  });

  test("[M2] whose @everyone counts: members', else the owners', and in a public room an admin's", () => {
    const may = (
      kind: RoomKind,
      broadcasts: "members" | "owners",
      role: "owner" | "member",
      mine: UserRole,
    ) => mayBroadcast({ info: { kind, broadcasts }, role }, mine);
    expect(may("public", "members", "member", "member")).toBe(true);
    expect(may("public", "owners", "member", "member")).toBe(false);
    expect(may("private", "owners", "owner", "member")).toBe(true);
    expect(may("public", "owners", "member", "admin")).toBe(true);
    expect(may("private", "owners", "member", "admin")).toBe(false);
  });

  test("holds exactly the text of the field, whatever that is", () => {
    const seed = freshSeed();
    const random = createRandom(seed);
    const bits = [
      ...Array.from("*_~`[]()<>@#:>\\-|. \t"),
      "\n",
      "\n\n",
      "**",
      "~~",
      "```",
      "```js\n",
      "\n```\n",
      "> ",
      "- ",
      "1. ",
      "    ",
      "https://a.example/x",
      "[a](https://b.example)",
      "@bob",
      "@everyone",
      "mailto:a@b.c",
      "日本語",
      "שלום",
      "مرحبا",
      "👩‍👩‍👧",
      "é",
      "\u200b",
      "word",
    ];
    for (let round = 0; round < 3000; round += 1) {
      const length = random.between(0, 24);
      const text = naughtyStrings[round] ?? Array.from({ length }, () => random.pick(bits)).join("");
      const segments = highlightedSegments(text, { people, broadcasts: broadcastWords });
      const whole = segments.map((piece) => piece.text).join("");
      if (whole !== text)
        throw new Error(`Seed ${seed}: ${JSON.stringify(text)} became ${JSON.stringify(whole)}`);
      expect(segments.every((piece) => piece.text !== "")).toBe(true);
    }
  });

  test("claims no code that the parser does not read as code", () => {
    const codeIn = (text: string) =>
      bodySegments(text, { nameLength: () => 0 })
        .filter(({ kind }) => kind === "code")
        .map((piece) => piece.text.trim());
    for (const text of ["`a", "a ` b", "``a`", "~~~\na\n~~~", "    a"])
      expect([text, codeIn(text)]).toEqual([text, []]);
    expect(codeIn("``a ` b`` and `c`")).toEqual(["a ` b", "c"]);
  });
});

describe("what is pasted", () => {
  const image = { name: "image.png", type: "image/png" };
  const cases: [name: string, text: string, files: { name: string; type: string }[], meant: string][] = [
    ["text alone", "hello", [], "text"],
    ["a screenshot", "", [image], "files"],
    ["cells of a sheet, with their picture", "a\tb\n1\t2", [image], "both"],
    ["a paragraph of a document, with its picture", "Dear Bob", [image], "both"],
    ["a file out of a file manager, with its name", "plan.pdf", [{ name: "plan.pdf", type: "" }], "files"],
    [
      "two files, with their paths",
      "/tmp/a.txt\n/tmp/b.txt",
      [
        { name: "a.txt", type: "" },
        { name: "b.txt", type: "" },
      ],
      "files",
    ],
    ["a picture of a page, with its address", "https://a.example/x.png", [image], "files"],
    ["a sentence with an address, and a picture", "see https://a.example/x.png", [image], "both"],
  ];
  for (const [name, text, files, meant] of cases) {
    test(`[COMPOSER] ${name}: ${meant}`, () => expect<string>(whatIsPasted({ text, files })).toBe(meant));
  }
});

describe("[K10] a room behind a #", () => {
  const at = (marked: string) => roomAt(marked.replace("|", ""), marked.indexOf("|"));

  test("is looked for at a word edge, not in code, addresses or words", () => {
    expect(at("see #ops|")).toEqual({ start: 4, text: "ops" });
    expect(at("#|")).toEqual({ start: 0, text: "" });
    expect(at("(#日本|")?.text).toBe("日本");
    for (const text of ["a#b|", "##|", "https://a.example/#x|", "`#def|`", "```\n#include|", "# |", "[#a|"])
      expect([text, at(text)]).toEqual([text, null]);
  });

  test("is found by the beginning of its name, then of a word of it", () => {
    const rooms = ["big ops", "ops", "Öps", "shops"].map((name) => ({ name }));
    expect(findRooms(rooms, "ops", 9).map(({ name }) => name)).toEqual(["ops", "Öps", "big ops"]);
  });

  test("[K10] is put in as a link that says its name, whatever that holds, or as the name alone", () => {
    const origin = "https://chat.example";
    expect(roomLink(origin, { id: 7, name: "ops" })).toBe("[#ops](https://chat.example/r/7)");
    const names = [
      "a b",
      "a*b*c",
      "x_y_z",
      "[x]",
      "a](b",
      "back\\slash",
      "end\\",
      "\\[",
      "`c`",
      "<b>",
      "@bob",
      "~~s~~",
      "日本",
      "a\\*b",
      "a_b *c* [d]",
      "a]b",
      "\\*b*",
      "\\\\`c`",
      "*a* b*",
      "@",
    ];
    for (const name of names) {
      const link = roomLink(origin, { id: 7, name });
      const [block] = parseBody(link);
      const kinds = block?.kind === "paragraph" ? block.children.map(({ kind }) => kind) : [];
      expect([name, plainBody(link), kinds]).toEqual([name, `#${name}`, ["link"]]);
    }
    // Not all: two backslashes read as the slashes before a host (K4), and some signs mean something only with others gone.
    let links = 0;
    const sign = fc.constantFrom(...Array.from("*_~`[]<>@＠\\ab -看"));
    fc.assert(
      fc.property(fc.array(sign, { minLength: 1, maxLength: 12 }), (signs) => {
        const name = signs.join("").trim();
        fc.pre(/[a-z看]/.test(name));
        const link = roomLink(origin, { id: 7, name });
        const isLink = link.endsWith("](https://chat.example/r/7)");
        if (isLink) links += 1;
        expect([name, isLink ? plainBody(link) : link]).toEqual([name, `#${name}`]);
      }),
      { numRuns: 2000 },
    );
    expect(links).toBeGreaterThan(1700);
    // The text of a link may not name another host.
    expect(roomLink(origin, { id: 7, name: "https://other.example" })).toBe("#https://other.example");
  });
});

describe("[DRAFTS] a draft in two tabs", () => {
  function twoTabs() {
    let now = 0;
    const make = () => {
      const shared = createSharedText({ now: () => now });
      let shown = "";
      return {
        shown: () => shown,
        type(text: string, others: { hear: (text: string) => void }[]) {
          shown = text;
          shared.typed(text);
          for (const other of others) other.hear(text);
        },
        hear(text: string) {
          if (shared.takes(text)) shown = text;
        },
      };
    };
    return { one: make(), other: make(), wait: (ms: number) => (now += ms) };
  }

  test("appears in the other, goes on there, and goes with the message", () => {
    const { one, other, wait } = twoTabs();
    one.type("hello", [other]);
    expect(other.shown()).toBe("hello");
    wait(1000);
    other.type("hello there", [one]);
    expect(one.shown()).toBe("hello there");
    wait(1000);
    other.type("", [one]);
    expect(one.shown()).toBe("");
  });

  test("never replaces what is typed there at the same time, nor later, until that is sent", () => {
    const { one, other, wait } = twoTabs();
    one.type("hello", [other]);
    one.type("hello from one", []);
    other.type("hello from the other", [one]);
    other.hear("hello from one");
    expect([one.shown(), other.shown()]).toEqual(["hello from one", "hello from the other"]);
    wait(60_000);
    other.type("hello from the other!", [one]);
    one.type("hello from one!", [other]);
    expect([one.shown(), other.shown()]).toEqual(["hello from one!", "hello from the other!"]);
    other.type("", [one]);
    expect(one.shown()).toBe("hello from one!");
    wait(1000);
    one.type("next", [other]);
    expect(other.shown()).toBe("next");
  });
});

test("[W8] an edit is kept with the state of the message it began from; anything may be in the local store", () => {
  const localStore = createLocalStore({ storage: null, onTrouble() {} });
  const edits = createEdits({ localStore, owner: "1:ada" });
  expect([edits.get(5), edits.isOld({ id: 5, editedAt: null })]).toEqual([undefined, false]);
  edits.set({ id: 5, editedAt: null }, "a");
  edits.set({ id: 5, editedAt: 9 }, "ab");
  expect([edits.get(5), edits.isOld({ id: 5, editedAt: null }), edits.isOld({ id: 5, editedAt: 9 })]).toEqual(
    ["ab", false, true],
  );
  localStore.put("confab:edit:1:ada:6", "{");
  expect(edits.get(6)).toBeUndefined();
  edits.clear();
  expect(edits.get(5)).toBeUndefined();
});
