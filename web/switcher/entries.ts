// Entries to rank: my rooms, public rooms I could join, people.
import type { Person, RestOfRooms, Room } from "../../src/protocol/shapes.ts";
import type { ClientState } from "../client/client_state.ts";
import { enterRoom, type RoomState } from "../client/room_state.ts";
import { nameOf, othersIn, roomName } from "../people/people_words.ts";
import { badgeOf, isHidden } from "../client/room_lists.ts";
import { compareNames } from "../i18n/locale.ts";
import { membersOf } from "../client/direct_members.ts";

import { foldForRank, rankAll, type FoldedName, type Rankable } from "./rank.ts";

export type Entry = Rankable & { name: string } & (
    | { kind: "room"; room: RoomState; only: Person | null }
    | { kind: "joinable"; room: Room }
    | { kind: "person"; person: Person }
  );

interface Sources {
  state: ClientState;
  myId: number;
  /** Room ids, last visited first. */
  recent: readonly number[];
  joinable: readonly Room[];
  found: Iterable<Person>;
  /** My rooms that the server found, whether or not this page has them. */
  awaited?: readonly Room[];
}

// Rooms to join rank below visited rooms and my other rooms.
const orderOf = { mine: 1000, person: 2000, joinable: 3000, archived: 4000 } as const;

const longForRooms = /../su;

/** Caches the folded form of each name. */
export function createEntries() {
  const folded = new Map<string, FoldedName>();
  function fold(name: string): FoldedName {
    let known = folded.get(name);
    if (!known) folded.set(name, (known = foldForRank(name)));
    return known;
  }

  return function entriesOf({ state, myId, recent, joinable, found, awaited = [] }: Sources): Entry[] {
    const ranks = new Map(recent.map((id, at) => [id, at]));
    const inDirect = new Set<number>();
    const entries: Entry[] = [];
    const isHere = ({ id }: Room) => state.rooms.has(id);
    const entered = awaited.filter((room) => !isHere(room)).map((room) => enterRoom(room, state.epoch ?? ""));
    for (const room of both(entered, state.rooms.values())) {
      const { id, archivedAt, kind } = room.info;
      const members = membersOf(room, state);
      const name = roomName({ ...room.info, members }, myId);
      const others = othersIn(members, myId);
      const only = kind === "direct" && others.length === 1 ? (others[0] ?? null) : null;
      if (only) inDirect.add(only.id);
      const order = archivedAt !== null ? orderOf.archived : (ranks.get(id) ?? orderOf.mine);
      const names = only ? [fold(nameOf(only)), fold(only.username)] : [fold(name)];
      entries.push({ kind: "room", key: `room-${id}`, name, names, order, room, only });
    }
    for (const room of joinable) {
      if (isHere(room)) continue;
      const { id, name } = room;
      entries.push({
        kind: "joinable",
        key: `room-${id}`,
        name,
        names: [fold(name)],
        order: orderOf.joinable,
        room,
      });
    }
    for (const person of new Map(
      [...both(state.people.values(), found)].map((one) => [one.id, one]),
    ).values()) {
      if (person.isDeactivated || inDirect.has(person.id)) continue;
      const name = nameOf(person);
      const names = [fold(name), fold(person.username)];
      entries.push({
        kind: "person",
        key: `person-${person.id}`,
        name,
        names,
        order: orderOf.person,
        person,
      });
    }
    return entries;
  };
}

function* both<T>(one: Iterable<T>, other: Iterable<T>): Iterable<T> {
  yield* other;
  yield* one;
}

/** Best first; entries only the server knows follow, in its order. */
export function rankEntries(
  entries: readonly Entry[],
  query: string,
  { rooms, limit }: { rooms: ClientState["rooms"]; limit: number },
): Entry[] {
  const isAwaited = (entry: Entry) => entry.kind === "room" && !rooms.has(entry.room.info.id);
  const known = entries.filter((entry) => !isAwaited(entry));
  return [...rankAll(known, query, limit), ...entries.filter(isAwaited)];
}

/** The request for more of my rooms: only if the page does not have all of them, and never for one letter. */
export function roomsQuestion(query: string, { rooms }: RestOfRooms): string | null {
  return rooms > 0 && longForRooms.test(query) ? query : null;
}

/** For an empty query: unread rooms, mentions first, then visited ones, without the open room. */
export function usualEntries(entries: readonly Entry[], openId: number | null, now: number): Entry[] {
  const usual: { entry: Entry; priority: number }[] = [];
  for (const entry of entries) {
    if (entry.kind !== "room" || entry.room.info.id === openId || isHidden(entry.room)) continue;
    if (entry.room.info.archivedAt !== null) continue;
    const { count, isMention, isBold } = badgeOf(entry.room, now);
    usual.push({ entry, priority: isMention ? 0 : isBold || count > 0 ? 1 : 2 });
  }
  usual.sort(
    (one, other) =>
      one.priority - other.priority ||
      one.entry.order - other.entry.order ||
      compareNames(one.entry.name, other.entry.name) ||
      (one.entry.key < other.entry.key ? -1 : 1),
  );
  return usual.map(({ entry }) => entry);
}

/** `#` restricts to rooms, `@` to people. */
export function readAsk(typed: string): { only: "rooms" | "people" | null; q: string } {
  const text = typed.trim();
  const only = text.startsWith("#") ? "rooms" : text.startsWith("@") ? "people" : null;
  return { only, q: only ? text.slice(1).trim() : text };
}

export function isOf(entry: Entry, only: "rooms" | "people" | null): boolean {
  if (only === null) return true;
  const isPerson = entry.kind === "person" || (entry.kind === "room" && entry.room.info.kind === "direct");
  return isPerson === (only === "people");
}
