import type { Person, RoomRole } from "../../src/protocol/shapes.ts";
import type { MemberList } from "../client/member_list.ts";
import { compareNames } from "../i18n/locale.ts";

import { nameOf } from "../people/people_words.ts";

export interface MemberListRow {
  person: Person;
  role: RoomRole;
}

/** The known members of a room: owners first, then by name. */
export function memberListRows(
  memberList: MemberList | null,
  people: ReadonlyMap<number, Person>,
): MemberListRow[] {
  const rows: MemberListRow[] = [];
  for (const [id, role] of memberList?.roles ?? []) {
    const person = people.get(id);
    if (person) rows.push({ person, role });
  }
  const rank = ({ role }: MemberListRow) => (role === "owner" ? 0 : 1);
  return rows.sort(
    (one, other) =>
      rank(one) - rank(other) ||
      compareNames(nameOf(one.person), nameOf(other.person)) ||
      one.person.id - other.person.id,
  );
}
