import { useEffect, useRef, useState } from "preact/hooks";

import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import type { RoomState } from "../client/room_state.ts";
import { foldPins } from "./listed_messages.ts";
import { useMessageEvents } from "./use_message_events.ts";

/** The pinned messages of a room, last pinned first, kept current. Null until they are known. */
export function usePins(room: RoomState) {
  const { api } = useApp();
  const { link } = useChat();
  const [pins, setPins] = useState<readonly Message[] | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const roomId = room.info.id;

  /** Received since the last request, whose answer may be older. */
  const since = useRef<Message[]>([]);

  function load(): void {
    setHasFailed(false);
    const mine: Message[] = (since.current = []);
    // Events since an earlier request may be missing.
    const isLast = () => since.current === mine;
    readAll(isLast).then(
      (messages) => isLast() && setPins(foldPins(messages, mine)),
      () => isLast() && setHasFailed(true),
    );
  }
  /** In pages: large messages come in several (R3). */
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

  // After a reconnect, too: some events may be missing.
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
