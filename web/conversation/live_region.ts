// What a screen reader hears of the open room: each new message of others once, nothing of history, of pages that are loaded
// or of what was said in this browser. Many at once, as after a while without a line, are told as a number.
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

/** Time for those that come together; and the least between two times when something is said. */
const gatherMs = 150;
const pauseMs = 2000;
const maxSeparate = 3;
const maxAnnounced = 240;

export function createLiveRegion({ announce, after, now, myId, fetchWords }: LiveRegionOptions) {
  let roomId: number | null = null;
  /** Everything of the room up to here has been said, or was there when it was opened. */
  let knownSeq = 0;
  let waiting: Message[] = [];
  /** New ones that did not come by themselves. */
  let unseen = 0;
  let isDue = false;
  let announcedAt = -Infinity;

  function take(messages: readonly Message[]): void {
    for (const message of messages) {
      const isGone = message.deletedAt !== null;
      if (waiting.some(({ id }) => id === message.id)) {
        // As it is by now: what was deleted before it was said is not said.
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

  /** Every frame, with the open room as it was before. */
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
