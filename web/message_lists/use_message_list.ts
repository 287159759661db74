// A list of messages that comes in pages, newest first, and stays as the messages now are.
import { useEffect, useRef, useState } from "preact/hooks";

import type { Message, MessageList } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { watchRooms } from "../client/watch_rooms.ts";
import { refreshListed } from "./listed_messages.ts";

import { useMessageEvents } from "./use_message_events.ts";

export const listPage = 30;
const maxListed = 200;

export interface ListState {
  messages: readonly Message[];
  phase: "loading" | "ready" | "failed";
  hasMore: boolean;
  /** The next page, or the same again after a failure. */
  more: () => void;
}

interface MessageListOptions {
  load: (before: number | undefined) => Promise<MessageList>;
  /** What becomes of the list when these were heard; without it they are only refreshed. */
  fold?: (list: readonly Message[], received: readonly Message[]) => readonly Message[];
}

export function useMessageList({ load, fold = refreshListed }: MessageListOptions) {
  const { core, link, state } = useChat();
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const [phase, setPhase] = useState<ListState["phase"]>("loading");
  const [next, setNext] = useState<number | null>(null);
  /** Rises when the list begins anew: a page of before is of no use. */
  const turn = useRef(0);
  const isBegun = useRef(false);
  /** Heard since the list was begun: a page of it may be older. */
  const since = useRef<readonly Message[]>([]);

  async function read(before: number | undefined): Promise<void> {
    const mine = turn.current;
    setPhase("loading");
    if (before === undefined) since.current = [];
    try {
      const page = await load(before);
      if (mine !== turn.current) return;
      core.wantRooms(page.messages.map(({ roomId }) => roomId));
      setMessages((known) => {
        const earlier = before === undefined ? [] : known;
        const added = page.messages.filter(({ id }) => earlier.every((one) => one.id !== id));
        return fold([...earlier, ...added], since.current);
      });
      isBegun.current = true;
      setNext(page.next);
      setPhase("ready");
    } catch {
      if (mine === turn.current) setPhase("failed");
    }
  }

  // Anew after a drop: not all of it was heard.
  useEffect(() => {
    if (link.value !== "open" && isBegun.current) return;
    turn.current += 1;
    void read(undefined);
  }, [link.value === "open"]);

  // C8: at once, whatever the list is doing. Back in a room its messages may be others by now.
  const readNow = useRef(read);
  readNow.current = read;
  useEffect(
    () =>
      watchRooms(state, {
        onGone: (gone) => setMessages((known) => known.filter(({ roomId }) => !gone.includes(roomId))),
        onBack() {
          turn.current += 1;
          void readNow.current(undefined);
        },
      }),
    [],
  );

  useMessageEvents((received) => {
    since.current = [...since.current, ...received].slice(-maxListed);
    if (isBegun.current) setMessages((known) => fold(known, received));
  });

  const { rooms, epoch } = state.value;
  const list: ListState = {
    // What was read before a room was lost may come after it.
    messages: messages.filter(({ roomId }) => epoch === null || rooms.has(roomId)),
    phase,
    hasMore: next !== null,
    more: () => void read(isBegun.current ? (next ?? undefined) : undefined),
  };
  /** What is new at the front and could not be told from what was heard. */
  async function readFront(): Promise<void> {
    const mine = turn.current;
    const page = await load(undefined).catch(() => null);
    if (!page || mine !== turn.current) return;
    setMessages((known) => {
      const ids = new Set(page.messages.map(({ id }) => id));
      return [...refreshListed(page.messages, known), ...known.filter(({ id }) => !ids.has(id))];
    });
  }

  return { list, setMessages, readFront };
}
