// People whose name begins with what is typed.
import { useEffect, useState } from "preact/hooks";

import type { Person } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { after } from "../app/timers.ts";

const pauseMs = 120;
const shownPeople = 30;

interface PeopleSearch {
  people: readonly Person[];
  state: "loading" | "ready" | "failed";
}

/** A page in which everyone is in already is empty, and there may be more (G13). */
export async function findOthers(
  read: (from: { after?: number }) => Promise<{ users: Person[]; next: number | null }>,
): Promise<Person[]> {
  let { users, next } = await read({});
  while (users.length === 0 && next !== null) ({ users, next } = await read({ after: next }));
  return users;
}

/** The answer to the last question only: one that comes late is not of what is typed now. */
export function usePeopleSearch(query: string, notInRoomId?: number): PeopleSearch {
  const { api } = useApp();
  const [matches, setMatches] = useState<PeopleSearch>({ people: [], state: "loading" });
  useEffect(() => {
    let isCurrent = true;
    const q = query.trim().replace(/^@/, "");
    const timer = after(q === "" ? 0 : pauseMs, () => {
      const asked = { limit: shownPeople, ...(q === "" ? {} : { q }) };
      const answer =
        notInRoomId === undefined
          ? api("GET /users", { query: asked }).then(({ users }) => users)
          : findOthers((from) =>
              api("GET /rooms/{id}/others", { params: { id: notInRoomId }, query: { ...asked, ...from } }),
            );
      answer.then(
        (users) => isCurrent && setMatches({ people: users, state: "ready" }),
        () => isCurrent && setMatches({ people: [], state: "failed" }),
      );
    });
    return () => {
      isCurrent = false;
      timer.cancel();
    };
  }, [query]);
  return matches;
}
