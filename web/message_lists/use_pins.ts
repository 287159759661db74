import { useEffect, useRef, useState } from "preact/hooks";

import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import type { RoomState } from "../client/room_state.ts";
import { foldPins } from "./listed_messages.ts";
import { useMessageEvents } from "./use_message_events.ts";

/** What is pinned in the room, the last pinned first, kept as it is now. Null until it is known. */
export function usePins(room: RoomState) {
  const { api } = useApp();
  const { link } = useChat();
  const [pins, setPins] = useState<readonly Message[] | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const roomId = room.info.id;

  /** Heard since the list was asked for last: it may be older. */
  const since = useRef<Message[]>([]);

  function load(): void {
    setHasFailed(false);
    const mine: Message[] = (since.current = []);
    // Of an earlier ask it is not known what was heard meanwhile.
    const isLast = () => since.current === mine;
    readAll(isLast).then(
      (messages) => isLast() && setPins(foldPins(messages, mine)),
      () => isLast() && setHasFailed(true),
    );
  }
  /** Page by page: large ones come in several (R3). */
  async function readAll(isWanted: () => boolean): Promise<Message[]> {
    const all: Message[] = [];
    for (let before: number | null | undefined; before !== null && isWanted();) {
      const page = await api("GET /rooms/{id}/pins", {
        params: { id: roomId },
        query: before === undefined ? {} : { before },
      });
      all.push(...page.messages);
      before = page.next;
    }
    return all;
  }

  // After a drop, too: not all of it was heard.
  useEffect(() => {
    if (link.value === "open") load();
  }, [link.value, room.window === null]);
  useMessageEvents((received) => {
    const newer = received.filter((message) => message.roomId === roomId);
    since.current.push(...newer);
    setPins((known) => (known ? foldPins(known, newer) : known));
  });
  return { pins, hasFailed, load };
}
