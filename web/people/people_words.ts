// Texts about people: status while it lasts, presence as a word, names of direct rooms.
import type { Author, Person, PresenceState, RoomInfo, Status } from "../../src/protocol/shapes.ts";
import { tPeople } from "./words.ts";

/** A status is shown until it ends (P4). */
export function statusNow(person: Pick<Person, "status">, now: number): Status | null {
  const { status } = person;
  return status && (status.until === null || status.until > now) ? status : null;
}

export function isDisturbable({ dndUntil }: Pick<Person, "dndUntil">, now: number): boolean {
  return dndUntil === null || dndUntil <= now;
}

/** An erased person has empty names (P3). */
export function nameOf({ displayName }: Pick<Author, "displayName">): string {
  return displayName || tPeople("gone");
}

/** For screen readers: with the username if another person has the same display name (L9). */
export function fullNameOf(author: Author): string {
  return author.ambiguous ? `${nameOf(author)} @${author.username}` : nameOf(author);
}

const presenceWords = {
  online: { shown: "online", spoken: "spokenHere" },
  away: { shown: "away", spoken: "spokenAway" },
  offline: { shown: "notHere", spoken: "spokenNotHere" },
} as const;

/** As a text alone; empty if unknown. */
export const presenceWord = (state: PresenceState | null) =>
  state === null ? "" : tPeople(presenceWords[state].shown);

/** As an addition behind a name. */
export function spokenPresence(state: PresenceState, { isDnd = false } = {}): string {
  const presence = tPeople(presenceWords[state].spoken);
  return isDnd ? tPeople("spokenDnd", { presence }) : presence;
}

type NamedRoom = Pick<RoomInfo, "kind" | "name"> & { members?: readonly Author[] | undefined };

/** The other people of a direct room; only me if I am alone. */
export function othersIn<T extends { id: number }>(members: readonly T[], myId: number): readonly T[] {
  const others = members.filter(({ id }) => id !== myId);
  return others.length === 0 ? members : others;
}

/** A room's name; of a direct room its people. */
export function roomName(room: NamedRoom, myId: number): string {
  if (room.kind !== "direct") return room.name;
  const members = room.members ?? [];
  const names = othersIn(members, myId).map(nameOf).join(tPeople("comma"));
  return members.length === 1 ? tPeople("notesRoom", { name: names }) : names;
}
