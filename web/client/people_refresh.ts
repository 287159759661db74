// P1: `user` brings changes while connected. After a drop, the people on screen are read again.
import type { Message, Person } from "../../src/protocol/shapes.ts";
import type { ClientState } from "./client_state.ts";
import { meetPeople } from "./people_state.ts";
import { heldBy } from "./open_replies.ts";

interface PeopleRefreshPorts {
  load: (ids: number[]) => Promise<{ users: Person[] }>;
  state: () => ClientState;
  setState: (state: ClientState) => void;
  after: (delayMs: number, run: () => void) => void;
}

const batchSize = 100;
const pauseMs = 5000;

export function createPeopleRefresh({ load, state, setState, after }: PeopleRefreshPorts) {
  /** Raised by each reconnect: an answer to an older request may have missed events. */
  let connectionNumber = 0;

  async function refresh(ids: number[], asked: number): Promise<void> {
    for (let from = 0; from < ids.length; from += batchSize) {
      const { users } = await load(ids.slice(from, from + batchSize));
      if (connectionNumber !== asked) return;
      setState(meetPeople(state(), users));
    }
  }

  function start(): void {
    connectionNumber += 1;
    const asked = connectionNumber;
    refresh([...peopleShown(state())], asked).catch(() =>
      after(pauseMs, () => {
        if (connectionNumber === asked && state().isReady) start();
      }),
    );
  }

  return { onReconnect: start };
}

/** Everyone known, and everyone named by held messages. */
function peopleShown({ people, rooms }: ClientState): Set<number> {
  const ids = new Set(people.keys());
  for (const { window, quoted, panel } of rooms.values()) {
    for (const message of window?.messages ?? []) addNames(ids, message);
    for (const message of quoted.values()) addNames(ids, message);
    for (const message of panel ? heldBy(panel) : []) addNames(ids, message);
  }
  return ids;
}

function addNames(ids: Set<number>, { author, mentions, deletedBy }: Message): void {
  ids.add(author.id);
  if (deletedBy) ids.add(deletedBy.id);
  for (const { user } of mentions) ids.add(user.id);
}
