// What the server knows beyond what is here: people by name, public rooms, messages. Only the answer to the last question counts.
import { useEffect, useRef, useState } from "preact/hooks";

import type { Message, Person, Room } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { after } from "../../app/timers.ts";

const pauseMs = 150;
const shownMessages = 5;
const peopleAtOnce = 30;
/** Of more rooms the list to browse tells. */
const mostRoomPages = 4;
const noRooms: readonly Room[] = [];

/** Public rooms I have not joined, a few pages of them. */
export function useJoinable(isOnline: boolean): readonly Room[] {
  const { rest } = useApp();
  const [rooms, setRooms] = useState<readonly Room[]>([]);
  useEffect(() => {
    let isHere = true;
    async function read(): Promise<void> {
      let found: readonly Room[] = [];
      let next: number | null = 0;
      for (let page = 0; page < mostRoomPages && next !== null; page += 1) {
        const answer: { rooms: Room[]; next: number | null } = await rest.joinable(next);
        found = [...found, ...answer.rooms];
        next = answer.next;
        if (!isHere) return;
        setRooms(found);
      }
    }
    // Without a line there are none.
    if (isOnline) void read().catch(() => {});
    return () => {
      isHere = false;
    };
  }, [isOnline]);
  return rooms;
}

/** Everyone who was found while this is open: of a name that is typed on, the first letters are known already. */
export function useAskedPeople(q: string, isWanted: boolean) {
  const { rest } = useApp();
  const people = useRef(new Map<number, Person>());
  const { phase, answer } = useAsked(isWanted ? `@${q}` : null, async () => {
    const { users } = await rest.people({ limit: peopleAtOnce, ...(q === "" ? {} : { q }) });
    for (const person of users) people.current.set(person.id, person);
    return users;
  });
  return { phase, answer, people: people.current };
}

/** Rooms of mine that were not told, by name (C9). `question` null: nothing is asked. */
export function useAskedRooms(question: string | null) {
  const { rest } = useApp();
  const { core } = useChat();
  const { phase, answer } = useAsked(question, async () => {
    const { rooms } = await rest.roomsByName(question ?? "");
    core.meet(rooms.flatMap(({ members }) => members ?? []));
    return rooms;
  });
  return { phase, rooms: answer ?? noRooms };
}

export function useAskedMessages(q: string, isWanted: boolean) {
  const { rest } = useApp();
  const { core } = useChat();
  const { phase, answer } = useAsked(isWanted ? q : null, async () => {
    const { messages } = await rest.search({ q, limit: shownMessages });
    core.wantRooms(messages.map(({ roomId }) => roomId));
    return messages;
  });
  return { phase, messages: (answer ?? []) satisfies readonly Message[] };
}

type Phase = "idle" | "looking" | "ready" | "failed";

/** `question` null: nothing is asked. */
function useAsked<T>(question: string | null, ask: () => Promise<T>): { phase: Phase; answer: T | null } {
  const [known, setKnown] = useState<{ question: string; phase: Phase; answer: T | null } | null>(null);
  useEffect(() => {
    if (question === null) return undefined;
    let isCurrent = true;
    const timer = after(pauseMs, () => {
      ask().then(
        (answer) => isCurrent && setKnown({ question, phase: "ready", answer }),
        () => isCurrent && setKnown({ question, phase: "failed", answer: null }),
      );
    });
    return () => {
      isCurrent = false;
      timer.cancel();
    };
  }, [question]);
  if (question === null) return { phase: "idle", answer: null };
  if (known?.question !== question) return { phase: "looking", answer: null };
  return known;
}
