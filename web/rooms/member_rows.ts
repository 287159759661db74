import type { Person, RoomRole } from "../../src/protocol/shapes.ts";
import type { Roster } from "../client/member_list.ts";
import { compareNames } from "../i18n/locale.ts";

import { nameOf } from "../people/people_words.ts";

export interface RosterRow {
  person: Person;
  role: RoomRole;
}

/** Who is in a room, as far as it is known: owners first, then by name. */
export function rosterRows(roster: Roster | null, people: ReadonlyMap<number, Person>): RosterRow[] {
  const rows: RosterRow[] = [];
  for (const [id, role] of roster?.roles ?? []) {
    const person = people.get(id);
    if (person) rows.push({ person, role });
  }
  const rank = ({ role }: RosterRow) => (role === "owner" ? 0 : 1);
  return rows.sort(
    (one, other) =>
      rank(one) - rank(other) ||
      compareNames(nameOf(one.person), nameOf(other.person)) ||
      one.person.id - other.person.id,
  );
}
