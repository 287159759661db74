// What the page says in words about messages and people, and which names it offers.
import { describe, expect, test } from "bun:test";

import type { Author, Message } from "../../src/protocol/shapes.ts";
import { fileSize } from "../../web/files/file_words.ts";
import { findNames, nameAt, nameToPut } from "../../web/composer/find_name.ts";
import { foldInbox, foldPins, refreshListed } from "../../web/message_lists/listed_messages.ts";
import { readMention } from "../../web/message/read_mention.ts";
import { nameList } from "../../web/people/name_list.ts";
import { seenBy } from "../../web/message/seen_by.ts";
import { typingWords } from "../../web/conversation/typing_line.tsx";
import { catalogue as ar } from "../../web/i18n/ar.ts";
import { setLocale } from "../../web/i18n/locale.ts";
import { plainMessage } from "../support/plain_values.ts";
import { textOf } from "../support/text_of.ts";

const ada: Author = { id: 1, username: "Ada", displayName: "Ada", avatar: null };
const bob: Author = { id: 2, username: "bob.b", displayName: "Bob Baker", avatar: null };
const zoe: Author = { id: 3, username: "zoe", displayName: "Zoë", avatar: null };

const message = (id: number, changes: Partial<Message> = {}): Message =>
  plainMessage(id, { roomId: 7, author: bob, clientId: `c${id}`, body: "text", createdAt: id, ...changes });

const idsOf = (messages: readonly Message[]) => messages.map(({ id }) => id);

test("[T1] who types, in words: two by name, more are several", () => {
  const words = (names: string[]) => textOf(typingWords(names));
  expect([[], ["Ada"], ["Ada", "Bob"], ["Ada", "Bob", "Zoë"]].map(words)).toEqual([
    "",
    "Ada is typing",
    "Ada and Bob are typing",
    "Several people are typing",
  ]);
});

test("[P5] in a sentence from right to left a size or a measure is isolated: no number beside it joins it", () => {
  const spoken = Object.values(ar).flatMap((area) => Object.entries(area));
  const sizes = spoken.flatMap(([key, phrase]) =>
    typeof phrase === "string" && /\{(?:size|free|total|width)\}/u.test(phrase) ? [{ key, phrase }] : [],
  );
  expect(sizes.map(({ key }) => key)).toEqual(expect.arrayContaining(["facts", "factsOfMany", "diskFree"]));
  const bare = sizes.filter(({ phrase }) =>
    /\{(?:size|free|total|width)\}/u.test(phrase.replaceAll(/\u2066[^\u2069]*\u2069/gu, "")),
  );
  expect(bare).toEqual([]);
});

test("[E3] who gave it: names, and how many more", () => {
  expect(nameList(["Ada"])).toBe("Ada");
  expect(nameList(["Ada", "Bob", "Zoë"])).toBe("Ada, Bob, and Zoë");
  expect(nameList(["Ada", "Bob"], 12)).toBe("Ada, Bob, and 12 others");
  expect(nameList(["Ada"], 1)).toBe("Ada and 1 other");
  expect(nameList([], 3)).toBe("3 others");
  // A name of the other direction keeps its place among the others.
  expect(nameList(["ليلى", "Bob"])).toBe("\u2068ليلى\u2069 and Bob");
});

describe("seen", () => {
  const mine = (id: number) => message(id, { author: ada });
  const facts = (receipts: [number, number][], memberIds: number[] | null = [1, 2]) => ({
    messages: [mine(1), message(2), mine(3), mine(4)],
    memberIds,
    receipts: new Map(receipts),
    me: 1,
  });

  test("[U6] under the last of mine that the other has read, and nowhere else", () => {
    expect(seenBy(facts([[2, 3]]))).toEqual({ messageId: 3, userIds: [2], isEveryone: true });
    expect(seenBy(facts([[2, 4]]))?.messageId).toBe(4);
    // Read up to a message of their own: the one of mine before it.
    expect(seenBy(facts([[2, 2]]))?.messageId).toBe(1);
    expect(seenBy(facts([]))).toBeNull();
    expect(seenBy(facts([[2, 4]], null))).toBeNull();
  });

  test("[U6] of several, who has read it; my own receipt is none", () => {
    const three = [1, 2, 3];
    expect(
      seenBy(
        facts(
          [
            [2, 4],
            [3, 3],
          ],
          three,
        ),
      ),
    ).toEqual({ messageId: 4, userIds: [2], isEveryone: false });
    expect(
      seenBy(
        facts(
          [
            [2, 4],
            [3, 4],
          ],
          three,
        ),
      )?.isEveryone,
    ).toBe(true);
    expect(seenBy(facts([[1, 4]], three))).toBeNull();
  });

  test("[U6] a deleted message is not seen any more", () => {
    const messages = [mine(1), message(2, { author: ada, deletedAt: 9 })];
    expect(seenBy({ messages, memberIds: [1, 2], receipts: new Map([[2, 2]]), me: 1 })?.messageId).toBe(1);
  });
});

describe("completing names", () => {
  test("[M1] a name is being typed behind an @ at a word edge, up to the caret", () => {
    expect(nameAt("@", 1)).toEqual({ start: 0, text: "" });
    expect(nameAt("hello @bo and more", 9)).toEqual({ start: 6, text: "bo" });
    expect(nameAt("(@Zoë", 5)).toEqual({ start: 1, text: "Zoë" });
    expect(nameAt("日本@b", 4)).toEqual({ start: 2, text: "b" });
    expect(nameAt("请@看", 2)).toEqual({ start: 1, text: "" });
    expect(nameAt("请＠李", 3)).toEqual({ start: 1, text: "李" });
    expect(nameAt("用户@mail.example", 15)).toBeNull();
    expect(nameAt("жук@b", 5)).toBeNull();
    expect(nameAt("mail@bob", 8)).toBeNull();
    expect(nameAt("@bob here", 9)).toBeNull();
    expect(nameAt(`@${"a".repeat(33)}`, 34)).toBeNull();
    // Where it would name nobody.
    expect(nameAt("`@b`", 3)).toBeNull();
    expect(nameAt("```\n@", 5)).toBeNull();
    expect(nameAt("> @b", 4)).toBeNull();
    expect(nameAt("\\@b", 3)).toBeNull();
    expect(nameAt("https://a.example/@b", 20)).toBeNull();
    expect(nameAt("- **@b", 6)).toEqual({ start: 4, text: "b" });
  });

  test("[M1] taking a name leaves one space and the rest of the text", () => {
    expect(nameToPut("hello @bo", { start: 6, text: "bo" }, "bob.b")).toEqual({ put: "@bob.b ", skips: 0 });
    expect(nameToPut("@b, hi", { start: 0, text: "b" }, "bob")).toEqual({ put: "@bob", skips: 0 });
    expect(nameToPut("@b hi", { start: 0, text: "b" }, "bob")).toEqual({ put: "@bob", skips: 1 });
  });

  test("[M1] names are found by their beginning or that of a word, in any case and without accents", () => {
    const all = [ada, bob, zoe];
    expect(findNames(all, "ZOE", 9)).toEqual([zoe]);
    expect(findNames(all, "bak", 9)).toEqual([bob]);
    expect(findNames(all, "", 2)).toEqual([ada, bob]);
    expect(findNames(all, "ker", 9)).toEqual([]);
  });
});

describe("mentions", () => {
  const mentions = [
    { name: "bob.b", user: bob },
    { name: "Ada", user: ada },
  ];
  const named = (written: string, broadcast: Message["broadcast"] = null) =>
    readMention(written, { mentions, broadcast })?.text ?? null;

  test("[M3] only the names that the message tells, with what may be left out behind them", () => {
    expect(["Ada", "bob.b.", "ADA", "Bob.b's", "Ada_"].map((written) => named(written))).toEqual([
      "@Ada",
      "@bob.b",
      "@ADA",
      "@Bob.b",
      "@Ada",
    ]);
    expect(["Adam", "zoe", "Ada_m", "bob"].map((written) => named(written))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test("[M2] a broadcast that counted, in any case; one that did not is text", () => {
    const atHere: Message["broadcast"] = { to: "here", userIds: [1] };
    expect([named("Here", atHere), named("here.", atHere), named("everyone", atHere), named("here")]).toEqual(
      ["@Here", "@here", null, null],
    );
  });
});

describe("lists from all over", () => {
  test("[W5] what is listed is as it now is, the larger rev wins", () => {
    const list = [message(5), message(4)];
    const edited = message(4, { rev: 9, body: "edited" });
    expect(refreshListed(list, [edited])[1]?.body).toBe("edited");
    expect(refreshListed([edited], [message(4)])).toEqual([edited]);
    expect(refreshListed(list, [message(3)])).toBe(list);
  });

  test("[N3] pins: the last pinned first, what is unpinned or deleted goes", () => {
    const one = message(1, { pinnedAt: 10 });
    const two = message(2, { pinnedAt: 20 });
    expect(idsOf(foldPins([one], [two]))).toEqual([2, 1]);
    expect(idsOf(foldPins([two, one], [{ ...one, rev: 9, pinnedAt: 30 }]))).toEqual([1, 2]);
    expect(idsOf(foldPins([two, one], [{ ...two, rev: 9, pinnedAt: null }]))).toEqual([1]);
    // What is older than what is held says nothing.
    expect(idsOf(foldPins([{ ...two, rev: 9 }], [{ ...two, rev: 8, pinnedAt: null }]))).toEqual([2]);
  });

  test("[M4] the inbox: what is new and for me comes in front, what is deleted goes", () => {
    const mentionsMe = ({ id }: Message) => id !== 7;
    expect(idsOf(foldInbox([message(5)], [message(6), message(7), message(8)], mentionsMe))).toEqual([
      8, 6, 5,
    ]);
    expect(
      idsOf(foldInbox([message(5), message(4)], [message(4, { rev: 9, deletedAt: 1 })], mentionsMe)),
    ).toEqual([5]);
    // One that is older than the newest is on a later page.
    expect(idsOf(foldInbox([message(5)], [message(2, { rev: 9 })], mentionsMe))).toEqual([5]);
  });
});

test("[F1] how large a file is, in the reader's language", async () => {
  expect([0, 1, 900, 1_572_863].map(fileSize)).toEqual(["0 bytes", "1 byte", "900 bytes", "1.5 MB"]);
  await setLocale("de", []);
  expect([1, 1_572_863].map(fileSize)).toEqual(["1 Byte", "1,5 MB"]);
  await setLocale("en", []);
});
