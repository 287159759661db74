// A paged list of messages, newest first, kept current by events.
import { useEffect, useRef } from "preact/hooks";

import type { Message, MessageList } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { watchRooms } from "../client/watch_rooms.ts";
import { usePages } from "../ui/use_pages.ts";
import { refreshListed } from "./listed_messages.ts";

import { useMessageEvents } from "./use_message_events.ts";

export const listPage = 30;
const maxListed = 200;

interface MessageListOptions {
  load: (before: number | undefined) => Promise<MessageList>;
  /** Folds received messages into the list; by default they only refresh listed ones. */
  fold?: (list: readonly Message[], received: readonly Message[]) => readonly Message[];
}

export function useMessageList({ load, fold = refreshListed }: MessageListOptions) {
  const { core, link, state } = useChat();
  /** Received since the list was started: a page may be older than these. */
  const since = useRef<readonly Message[]>([]);
  /** Number of starts. */
  const starts = useRef(0);
  const pages = usePages<Message>(
    async (before) => {
      if (before === 0) {
        starts.current += 1;
        since.current = [];
      }
      const { messages, next } = await load(before === 0 ? undefined : before);
      core.wantRooms(messages.map(({ roomId }) => roomId));
      return { items: messages, next };
    },
    {
      merge(known, page) {
        const added = page.filter(({ id }) => known.every((one) => one.id !== id));
        return fold([...known, ...added], since.current);
      },
    },
  );
  const latest = useRef(pages);
  latest.current = pages;

  // After a reconnect some events may be missing.
  const wasOpen = useRef(link.value === "open");
  useEffect(() => {
    const isOpen = link.value === "open";
    if (isOpen && !wasOpen.current) pages.again();
    wasOpen.current = isOpen;
  }, [link.value === "open"]);

  // C8: immediately, in any state of the list. After a return to the room its messages may differ.
  useEffect(
    () =>
      watchRooms(state, {
        onGone: (gone) => pages.change((known) => known.filter(({ roomId }) => !gone.includes(roomId))),
        onBack: () => latest.current.again(),
      }),
    [],
  );

  useMessageEvents((received) => {
    since.current = [...since.current, ...received].slice(-maxListed);
    const isBegun = pages.next !== 0;
    if (isBegun) pages.change((known) => fold(known, received));
  });

  /** New messages at the front that the received events could not provide. */
  async function readFront(): Promise<void> {
    const mine = starts.current;
    const page = await load(undefined).catch(() => null);
    if (!page || mine !== starts.current) return;
    pages.change((known) => {
      const ids = new Set(page.messages.map(({ id }) => id));
      return [...refreshListed(page.messages, known), ...known.filter(({ id }) => !ids.has(id))];
    });
  }

  const { rooms, epoch } = state.value;
  // A page read before a room was lost may arrive after that.
  const items = pages.items.filter(({ roomId }) => epoch === null || rooms.has(roomId));
  return { list: { ...pages, items }, setMessages: pages.change, readFront };
}
