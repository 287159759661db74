// Announces the open room to screen readers: each new message of others once, no history, no loaded pages
// and no messages from this browser. Many at once, as after a lost connection, are announced as a number.
import type { Message, ServerFrame } from "../../src/protocol/shapes.ts";
import type { FetchWords } from "../message/fetch_preview.ts";
import { nameOf } from "../people/people_words.ts";
import { tConversation } from "./words.ts";

import type { After } from "../app/timers.ts";

interface LiveRegionOptions {
  announce: (text: string) => void;
  after: After;
  now: () => number;
  myId: number;
  fetchWords: FetchWords;
}

/** The open room before a frame is folded. */
export interface OpenRoom {
  id: number;
  lastSeq: number;
}

/** Time to collect messages that arrive together; and the least time between two announcements. */
const gatherMs = 150;
const pauseMs = 2000;
const maxSeparate = 3;
const maxAnnounced = 240;

export function createLiveRegion({ announce, after, now, myId, fetchWords }: LiveRegionOptions) {
  let roomId: number | null = null;
  /** Everything up to here was announced, or was there when the room was opened. */
  let knownSeq = 0;
  let waiting: Message[] = [];
  /** New messages that arrived with a sync. */
  let unseen = 0;
  let isDue = false;
  let announcedAt = -Infinity;

  function take(messages: readonly Message[]): void {
    for (const message of messages) {
      const isGone = message.deletedAt !== null;
      if (waiting.some(({ id }) => id === message.id)) {
        // In its current state: a message deleted before its announcement is not announced.
        waiting = waiting.flatMap((one) => (one.id !== message.id ? [one] : isGone ? [] : [message]));
      } else if (message.seq > knownSeq && message.author.id !== myId && !isGone) waiting.push(message);
    }
    knownSeq = Math.max(knownSeq, ...messages.map(({ seq }) => seq));
  }

  function announceLater(): void {
    if (isDue || waiting.length + unseen === 0) return;
    isDue = true;
    after(Math.max(gatherMs, announcedAt + pauseMs - now()), () => {
      isDue = false;
      announceNow();
    });
  }

  function announceNow(): void {
    const count = waiting.length + unseen;
    if (count === 0) return;
    announcedAt = now();
    if (unseen > 0 || count > maxSeparate) announce(tConversation("heardMany", { count }));
    else void announceEach(waiting);
    waiting = [];
    unseen = 0;
  }

  async function announceEach(messages: Message[]): Promise<void> {
    for (const message of messages) announce(lineOf(message, await fetchWords(message)));
  }

  /** Every frame, with the open room before it. */
  function hear(frame: ServerFrame, open: OpenRoom | null): void {
    if (open?.id !== roomId) {
      roomId = open?.id ?? null;
      knownSeq = open?.lastSeq ?? 0;
      waiting = [];
      unseen = 0;
    }
    if (frame.type === "message" && frame.roomId === roomId && frame.message) {
      take([frame.message]);
      announceLater();
    }
    if (frame.type !== "synced" || frame.roomId !== roomId) return;
    if (frame.complete) take(frame.messages);
    else {
      unseen += Math.max(0, frame.counts.lastSeq - knownSeq);
      knownSeq = frame.counts.lastSeq;
    }
    if (!frame.more) announceLater();
  }

  return { hear };
}

function lineOf(message: Message, written: string): string {
  const words = written.trim();
  const [text = ""] = new RegExp(`^.{0,${maxAnnounced}}`, "su").exec(words) ?? [];
  return tConversation("announcement", {
    name: nameOf(message.author),
    text: text === words ? text : `${text}…`,
  });
}
