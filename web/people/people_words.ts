// People as they are shown: their status while it lasts, their presence in a word, a direct room by who is in it.
import type { Author, Person, PresenceState, RoomInfo, Status } from "../../src/protocol/shapes.ts";
import { tPeople } from "./words.ts";

/** A status is shown until its end (P4). */
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

/** Spoken: with the username where someone else is called alike (L9). */
export function fullNameOf(author: Author): string {
  return author.ambiguous ? `${nameOf(author)} @${author.username}` : nameOf(author);
}

const presenceWords = {
  online: { shown: "online", spoken: "spokenHere" },
  away: { shown: "away", spoken: "spokenAway" },
  offline: { shown: "notHere", spoken: "spokenNotHere" },
} as const;

/** Standing alone; nothing where it is not known. */
export const presenceWord = (state: PresenceState | null) =>
  state === null ? "" : tPeople(presenceWords[state].shown);

/** Behind a name. */
export function spokenPresence(state: PresenceState, { isDnd = false } = {}): string {
  const presence = tPeople(presenceWords[state].spoken);
  return isDnd ? tPeople("spokenDnd", { presence }) : presence;
}

type NamedRoom = Pick<RoomInfo, "kind" | "name"> & { members?: readonly Author[] | undefined };

/** Who else is in a direct room; only me where I am alone. */
export function othersIn<T extends { id: number }>(members: readonly T[], myId: number): readonly T[] {
  const others = members.filter(({ id }) => id !== myId);
  return others.length === 0 ? members : others;
}

/** What a room is called: direct rooms by their people. */
export function roomName(room: NamedRoom, myId: number): string {
  if (room.kind !== "direct") return room.name;
  const members = room.members ?? [];
  const names = othersIn(members, myId).map(nameOf).join(tPeople("comma"));
  return members.length === 1 ? tPeople("notesRoom", { name: names }) : names;
}
