// The rows between messages: days in the viewer's zone, groups of one author, the unread line.
import type { Message } from "../../src/protocol/shapes.ts";

import type { DayOf } from "../i18n/day_of.ts";

type Row =
  | { kind: "day"; key: string; at: number }
  | { kind: "unread"; key: string; count: number }
  | { kind: "message"; key: string; message: Message; isFollowing: boolean };

export interface Divider {
  /** The read mark it follows. */
  after: number;
  count: number;
}

const groupMs = 5 * 60_000;

export function buildRows(
  messages: readonly Message[],
  { dayOf, divider }: { dayOf: DayOf; divider: Divider | null },
): Row[] {
  const rows: Row[] = [];
  let before: Message | null = null;
  let day = "";
  for (const message of messages) {
    const ofDay = dayOf(message.createdAt);
    const isNewDay = ofDay !== day;
    const isFirstUnread =
      divider !== null && message.seq > divider.after && (before?.seq ?? 0) <= divider.after;
    day = ofDay;
    // Keyed by its first message: the same day may appear twice when clocks were set back.
    if (isNewDay) rows.push({ kind: "day", key: `day ${message.seq}`, at: message.createdAt });
    // If older messages are not loaded, the first loaded one need not be the first unread.
    if (isFirstUnread && (before !== null || message.seq === divider.after + 1)) {
      rows.push({ kind: "unread", key: "unread", count: divider.count });
    }
    const isFollowing: boolean = before !== null && !isNewDay && !isFirstUnread && follows(message, before);
    rows.push({ kind: "message", key: keyOf(message.author.id, message.clientId), message, isFollowing });
    before = message;
  }
  return rows;
}

/** The same for my message before and after it is stored: it is drawn once. */
export function keyOf(authorId: number, clientId: string): string {
  return `${authorId} ${clientId}`;
}

/** Whether it needs no head. A quote starts a new group. */
export function follows(
  message: { author: { id: number }; createdAt: number; replyTo: number | null },
  before: { author: { id: number }; createdAt: number; deletedAt: number | null },
): boolean {
  const gap = message.createdAt - before.createdAt;
  return (
    message.replyTo === null &&
    message.author.id === before.author.id &&
    gap < groupMs &&
    gap > -groupMs &&
    before.deletedAt === null
  );
}

interface Marks {
  readSeq: number;
  unread: number;
}

/**
 * The position of the unread line. It appears once, stays while the room is open, and moves only when a message
 * arrives unseen after everything was read, or the person moved it.
 */
export function nextDivider(
  divider: Divider | null,
  { before, now, isReading }: { before: Marks | null; now: Marks; isReading: boolean },
): Divider | null {
  if (now.unread === 0) return divider;
  if (divider?.after === now.readSeq) {
    return divider.count === now.unread ? divider : { after: divider.after, count: now.unread };
  }
  const wasAllRead = before !== null && before.unread === 0;
  const isReadingThrough = divider !== null && now.readSeq > divider.after && !wasAllRead;
  if (isReading || isReadingThrough) return divider;
  return { after: now.readSeq, count: now.unread };
}
