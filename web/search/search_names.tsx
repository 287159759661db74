import { useEffect, useState } from "preact/hooks";

import type { Room } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { foldName } from "../people/fold_name.ts";
import { nameOf } from "../people/people_words.ts";
import { tSearch } from "./words.ts";
import { PersonAvatar } from "../people/person_avatar.tsx";
import { usePeopleSearch } from "../people/use_people_search.ts";
import { useOpenDirect } from "../people/use_open_direct.ts";

const shownEach = 5;

/** People and rooms whose name begins with the query, mine first. */
export function SearchNames({ q }: { q: string }) {
  const { router } = useApp();
  const { state } = useChat();
  const openDirect = useOpenDirect();
  const { people } = usePeopleSearch(q);
  const words = foldName(q).split(/\s+/).filter(Boolean);
  const mine = [...state.value.rooms.values()].map(({ info }) => info);
  const others = useJoinable().filter(({ id }) => !state.value.rooms.has(id));
  const rooms = [...mine, ...others]
    .filter(({ kind, name }) => kind !== "direct" && words.every((word) => foldName(name).includes(word)))
    .slice(0, shownEach);
  const active = people.filter((person) => !person.isDeactivated).slice(0, shownEach);
  if (rooms.length + active.length === 0) return null;
  return (
    <section class="search-part" aria-label={tSearch("peopleAndRooms")}>
      <h2 class="search-title">{tSearch("peopleAndRooms")}</h2>
      <ul class="search-names">
        {rooms.map(({ id, kind, name }) => (
          <li key={`room-${id}`}>
            <button type="button" class="name-pill" onClick={() => router.go({ view: "room", roomId: id })}>
              <Icon name={kind === "private" ? "lock" : "room"} size={16} />
              <bdi>{name}</bdi>
            </button>
          </li>
        ))}
        {active.map((person) => (
          <li key={`person-${person.id}`}>
            <button type="button" class="name-pill" onClick={() => void openDirect([person.id])}>
              <PersonAvatar author={person} size={20} />
              <bdi>{nameOf(person)}</bdi>
              <span class="unseen">{tSearch("writeTo")}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The first hundred public rooms that I have not joined; beyond them there is a link to browse rooms. */
function useJoinable(): readonly Room[] {
  const { api } = useApp();
  const [rooms, setRooms] = useState<readonly Room[]>([]);
  useEffect(() => {
    let isHere = true;
    api("GET /rooms", { query: { joined: "false", limit: 50 } }).then(
      (page) => isHere && setRooms(page.rooms),
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, []);
  return rooms;
}
