// The quick switcher: which names answer what is typed, in which order, and what stands there before anything is typed.
import { describe, expect, test } from "bun:test";

import type { Person, Room } from "../../src/protocol/shapes.ts";
import { applyFrame, startState } from "../../web/client/client_state.ts";
import { meetPeople } from "../../web/client/people_state.ts";
import { createEntries, isOf, rankEntries, readAsk, roomsQuestion } from "../../web/switcher/entries.ts";
import { foldForRank, rankAll, rankName } from "../../web/switcher/rank.ts";
import { ada, createModelRoom, helloOf } from "./page_model.ts";

const rank = (name: string, query: string) => rankName(foldForRank(name), foldForRank(query));

const items = (names: string[]) =>
  names.map((name, order) => ({ name, names: [foldForRank(name)], order, key: `room-${order}` }));
const found = (names: string[], query: string, limit = 20) =>
  rankAll(items(names), query, limit).map(({ name }) => name);

describe("[SWITCHER] a name answers", () => {
  test("the same before what begins so, beginnings of words before what is inside, letters in order last", () => {
    expect(rank("design", "design")).toBe(0);
    expect(rank("design-review", "design")).toBe(1);
    expect(rank("design-review", "rev")).toBe(2);
    expect(rank("design-review", "rev des")).toBe(2);
    expect(rank("design-review", "view")).toBe(3);
    expect(rank("design-review", "dsrv")).toBe(4);
    expect(rank("design-review", "vr")).toBeNull();
    // Two letters are in nearly every name.
    expect(rank("design-review", "dv")).toBeNull();
  });

  test("whatever the accents, the capitals and the script", () => {
    expect(rank("Général", "general")).toBe(0);
    expect(rank("general", "GÉNÉ")).toBe(1);
    expect(rank("Überblick", "uber")).toBe(1);
    expect(rank("البحر الأحمر", "الاحمر")).toBe(2);
    expect(rank("أحمد", "احمد")).toBe(0);
    expect(rank("日本語の部屋", "部屋")).toBe(3);
    expect(rank("한국어", "한")).toBe(1);
    expect(rank("ｆｕｌｌ", "full")).toBe(0);
  });
});

test("[SWITCHER] the best stands first, then what was visited last, then the shorter; the same ask gives the same list", () => {
  const names = ["a review of ops", "ops-archive", "ops", "shops", "o-p-s"];
  expect(found(names, "ops")).toEqual(["ops", "ops-archive", "a review of ops", "shops", "o-p-s"]);
  expect(found(names.toReversed(), "ops").slice(0, 1)).toEqual(["ops"]);
  const same = Array.from({ length: 5 }, (_, at) => ({
    names: [foldForRank("ops")],
    order: 1,
    key: `room-${5 - at}`,
  }));
  const keys = (list: typeof same) => rankAll(list, "ops", 9).map(({ key }) => key);
  expect(keys(same)).toEqual(keys(same.toReversed()));
});

test("[SWITCHER] nothing typed, or only spaces, ranks nothing; signs alone find what holds them", () => {
  expect(found(["a"], "  ")).toEqual([]);
  expect(found(["c++", "c"], "++")).toEqual(["c++"]);
});

test("[SWITCHER] a thousand rooms and five thousand people are ranked within bounds", () => {
  const many = items(Array.from({ length: 6000 }, (_, at) => `Person ${at} of the long corridor`));
  const start = performance.now();
  const list = rankAll(many, "corr 59", 20);
  console.log(`6,000 names ranked in ${(performance.now() - start).toFixed(1)} ms`);
  expect(list.length).toBe(20);
});

test("[SWITCHER] # asks for rooms, @ for people", () => {
  expect(readAsk(" #ops ")).toEqual({ only: "rooms", q: "ops" });
  expect(readAsk("@")).toEqual({ only: "people", q: "" });
  expect(readAsk("ops #1")).toEqual({ only: null, q: "ops #1" });
});

test("[SWITCHER] people are found once, not when they are gone, and by both of their names", () => {
  const person = (id: number, username: string, displayName: string, isDeactivated = false) => ({
    id,
    username,
    displayName,
    isDeactivated,
    role: "member" as const,
    status: null,
    dndUntil: null,
  });
  const bob = person(2, "bob", "Robert");
  const state = { ...startState(), people: new Map([[2, bob]]) } as unknown as ReturnType<typeof startState>;
  const all = createEntries()({
    state,
    myId: 1,
    recent: [],
    joinable: [],
    found: [bob, person(3, "eve", "Eve", true)] as never,
  });
  expect(all.map(({ key }) => key)).toEqual(["person-2"]);
  expect(rankAll(all, "bob", 5).length).toBe(1);
  expect(rankAll(all, "rob", 5).length).toBe(1);
  expect(all.filter((one) => isOf(one, "rooms"))).toEqual([]);
});

test("[C9] the server is asked for rooms only when it told of more than are here, and never for a single letter", () => {
  const rest = { rooms: 3, unread: 0, mentions: 0 };
  expect(roomsQuestion("op", rest)).toBe("op");
  expect(roomsQuestion("\u{20bb7}", rest)).toBeNull();
  expect(roomsQuestion("", rest)).toBeNull();
  expect(roomsQuestion("operations", { ...rest, rooms: 0 })).toBeNull();
});

test("[C9] rooms that only the server knows of stand behind all others, once, in its order, and lead to themselves", () => {
  const person = (id: number) => ({ id, username: `name${id}`, displayName: `Name ${id}` }) as Person;
  const [bob, eve] = [person(2), person(3)];
  const room = (id: number, name: string, members?: { id: number }[]) =>
    ({ ...createModelRoom({ id }).room(1), name, ...(members && { kind: "direct", members }) }) as Room;
  const hello = helloOf([createModelRoom({ id: 1 })], ada);
  const rooms = [room(1, "Name of the lounge")];
  const state = meetPeople(applyFrame(startState(), { ...hello, rooms }), [bob, eve]);
  const all = createEntries()({
    state,
    myId: 1,
    recent: [],
    joinable: [],
    found: [],
    awaited: [room(9, "no such"), room(8, "", [ada, bob]), room(1, "Name of the lounge")],
  });
  const ranked = rankEntries(all, "name", { rooms: state.rooms, limit: 20 });
  // With Bob there is a room already: he is not offered twice.
  expect(ranked.map(({ key }) => key)).toEqual(["room-1", "person-3", "room-9", "room-8"]);
  const last = ranked.at(-1);
  expect(last).toMatchObject({ kind: "room", name: "Name 2", room: { info: { id: 8 } } });
});
