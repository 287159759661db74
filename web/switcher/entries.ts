// Where one may go, as entries that can be ranked: my rooms, public rooms I could join, people.
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
  /** Ids of rooms, the last visited first. */
  recent: readonly number[];
  joinable: readonly Room[];
  found: Iterable<Person>;
  /** Rooms of mine that the server found, whether or not they are here. */
  awaited?: readonly Room[];
}

// Below what was visited and all that is mine stands what I would enter anew.
const orderOf = { mine: 1000, person: 2000, joinable: 3000, archived: 4000 } as const;

const longForRooms = /../su;

/** Folds each name once, however often it is ranked. */
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

/** The best first; what only the server knows of stands behind them, in its order. */
export function rankEntries(
  entries: readonly Entry[],
  query: string,
  { rooms, limit }: { rooms: ClientState["rooms"]; limit: number },
): Entry[] {
  const isAwaited = (entry: Entry) => entry.kind === "room" && !rooms.has(entry.room.info.id);
  const known = entries.filter((entry) => !isAwaited(entry));
  return [...rankAll(known, query, limit), ...entries.filter(isAwaited)];
}

/** What the server is asked about rooms of mine: only when it has more than it told, and never for a single letter. */
export function roomsQuestion(query: string, { rooms }: RestOfRooms): string | null {
  return rooms > 0 && longForRooms.test(query) ? query : null;
}

/** With nothing typed: what is unread, hot first, then what was visited, but not the room that is shown. */
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

/** `#` asks for rooms only, `@` for people only. */
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
