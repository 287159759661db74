// Entries that only the server has: people by name, public rooms, messages. Only the answer to the latest request counts.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Message, Person, Room } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { after } from "../app/timers.ts";

const pauseMs = 150;
const shownMessages = 5;
const peopleBatchSize = 30;
/** Others are found by name. */
const maxRoomPages = 4;
const noRooms: readonly Room[] = [];

/** Public rooms I have not joined: a few pages; if there are more, those that match the typed name (G12). */
export function useJoinable(q: string, isOnline: boolean) {
  const { api } = useApp();
  const [rooms, setRooms] = useState<readonly Room[]>([]);
  const [hasMore, setHasMore] = useState(false);
  const isAsked = isOnline && hasMore && q !== "";
  const { phase, answer } = useAsked(
    isAsked ? `#${q}` : null,
    async () => (await api("GET /rooms", { query: { joined: "false", limit: 50, q } })).rooms,
  );
  useEffect(() => {
    let isHere = true;
    async function read(): Promise<void> {
      let listed: readonly Room[] = [];
      let next: number | null = 0;
      for (let page = 0; page < maxRoomPages && next !== null; page += 1) {
        const some: { rooms: Room[]; next: number | null } = await api("GET /rooms", {
          query: { joined: "false", limit: 50, after: next },
        });
        listed = [...listed, ...some.rooms];
        next = some.next;
        if (!isHere) return;
        setRooms(listed);
      }
      setHasMore(next !== null);
    }
    // Empty while offline.
    if (isOnline) void read().catch(() => {});
    return () => {
      isHere = false;
    };
  }, [isOnline]);
  const all = useMemo(
    () => [...new Map([...rooms, ...(answer ?? [])].map((room) => [room.id, room])).values()],
    [rooms, answer],
  );
  return { phase, rooms: all };
}

/** Everyone found while the switcher is open, so that further letters of a name filter what is known. */
export function useAskedPeople(q: string, isWanted: boolean) {
  const { api } = useApp();
  const people = useRef(new Map<number, Person>());
  const { phase, answer } = useAsked(isWanted ? `@${q}` : null, async () => {
    const { users } = await api("GET /users", {
      query: { limit: peopleBatchSize, ...(q === "" ? {} : { q }) },
    });
    for (const person of users) people.current.set(person.id, person);
    return users;
  });
  return { phase, answer, people: people.current };
}

/** My rooms that were not sent to this page, by name (C9). `question` null: no request. */
export function useAskedRooms(question: string | null) {
  const { api } = useApp();
  const { core } = useChat();
  const { phase, answer } = useAsked(question, async () => {
    const { rooms } = await api("GET /rooms", { query: { q: question ?? "" } });
    core.meet(rooms.flatMap(({ members }) => members ?? []));
    return rooms;
  });
  return { phase, rooms: answer ?? noRooms };
}

export function useAskedMessages(q: string, isWanted: boolean) {
  const { api } = useApp();
  const { core } = useChat();
  const { phase, answer } = useAsked(isWanted ? q : null, async () => {
    const { messages } = await api("GET /search", { query: { q, limit: shownMessages } });
    core.wantRooms(messages.map(({ roomId }) => roomId));
    return messages;
  });
  return { phase, messages: (answer ?? []) satisfies readonly Message[] };
}

type Phase = "idle" | "looking" | "ready" | "failed";

/** `question` null: no request. */
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
