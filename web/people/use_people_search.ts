// People whose name begins with the typed text.
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

/** A page may be empty because all of it are members already, and more may follow (G13). */
export async function findOthers(
  read: (from: { after?: number }) => Promise<{ users: Person[]; next: number | null }>,
): Promise<Person[]> {
  let { users, next } = await read({});
  while (users.length === 0 && next !== null) ({ users, next } = await read({ after: next }));
  return users;
}

/** Only the answer to the latest request counts; an earlier one that arrives late is dropped. */
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
