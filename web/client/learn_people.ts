import type { Api } from "../connection/api.ts";
import type { Person } from "../../src/protocol/shapes.ts";

interface LearnPeoplePorts {
  api: Api;
  isKnown: (id: number) => boolean;
  meet: (people: readonly Person[]) => void;
}

/** Asks who these are where it is not known: typing and reactions come with ids alone. */
export function createLearnPeople({ api, isKnown, meet }: LearnPeoplePorts) {
  const asked = new Set<number>();
  return (ids: Iterable<number>): void => {
    const unknown = [...ids].filter((id) => !isKnown(id) && !asked.has(id));
    if (unknown.length === 0) return;
    for (const id of unknown) asked.add(id);
    void api("GET /users", { query: { ids: unknown } })
      .then(({ users }) => meet(users))
      .catch(() => {})
      .finally(() => {
        for (const id of unknown) asked.delete(id);
      });
  };
}
