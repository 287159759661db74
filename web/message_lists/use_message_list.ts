// A list of messages that comes in pages, newest first, and stays as the messages now are.
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
  /** What becomes of the list when these were heard; without it they are only refreshed. */
  fold?: (list: readonly Message[], received: readonly Message[]) => readonly Message[];
}

export function useMessageList({ load, fold = refreshListed }: MessageListOptions) {
  const { core, link, state } = useChat();
  /** Received since the list was begun: a page of it may be older. */
  const since = useRef<readonly Message[]>([]);
  /** How often it was begun. */
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

  // After a reconnect: not all of it was received.
  const wasOpen = useRef(link.value === "open");
  useEffect(() => {
    const isOpen = link.value === "open";
    if (isOpen && !wasOpen.current) pages.again();
    wasOpen.current = isOpen;
  }, [link.value === "open"]);

  // C8: at once, whatever the list is doing. Back in a room its messages may be others by now.
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

  /** What is new at the front and could not be told from what was received. */
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
  // What was read before a room was lost may arrive after it.
  const items = pages.items.filter(({ roomId }) => epoch === null || rooms.has(roomId));
  return { list: { ...pages, items }, setMessages: pages.change, readFront };
}
