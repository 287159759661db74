// A list of messages that comes in pages, newest first, and stays as the messages now are.
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Message, MessageList } from "../../../src/protocol/shapes.ts";
import { useChat } from "../../app/app.ts";
import { refreshFound } from "../../text/found_messages.ts";

export interface FoundList {
  messages: readonly Message[];
  phase: "loading" | "ready" | "failed";
  hasMore: boolean;
  /** The next page, or the same again after a failure. */
  more: () => void;
}

export interface FoundListOptions {
  load: (before: number | undefined) => Promise<MessageList>;
  /** What becomes of the list when these were heard; without it they are only refreshed. */
  fold?: (list: readonly Message[], heard: readonly Message[]) => readonly Message[];
}

export function useFoundList({ load, fold = refreshFound }: FoundListOptions) {
  const { heard, link } = useChat();
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const [phase, setPhase] = useState<FoundList["phase"]>("loading");
  const [next, setNext] = useState<number | null>(null);
  /** Rises when the list begins anew: a page of before is of no use. */
  const turn = useRef(0);
  const isBegun = useRef(false);

  async function read(before: number | undefined): Promise<void> {
    const mine = turn.current;
    setPhase("loading");
    try {
      const page = await load(before);
      if (mine !== turn.current) return;
      setMessages((known) => {
        const kept = before === undefined ? [] : known;
        return [...kept, ...page.messages.filter(({ id }) => kept.every((one) => one.id !== id))];
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

  useSignalEffect(() => {
    const news = heard.value;
    if (news.length > 0) setMessages((known) => fold(known, news));
  });

  const list: FoundList = {
    messages,
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
      const added = page.messages.filter(({ id }) => known.every((one) => one.id !== id));
      const newest = known[0]?.id ?? 0;
      return [...added.filter(({ id }) => id > newest), ...known];
    });
  }

  return { list, setMessages, readFront };
}
