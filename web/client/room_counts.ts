// C5: counts come whole from the server; events above their rev move them on.
import { limits } from "../../src/protocol/limits.ts";
import type { Counts, Message } from "../../src/protocol/shapes.ts";
import { mentionsMe } from "./mentions_me.ts";

/** What counting must know of an event, kept for a while. */
interface CountedEvent {
  rev: number;
  seq: number;
  authorId: number;
  isDeleted: boolean;
  /** Deleted by this event; a tombstone may come again, when what replies to it changes. */
  takesBack: boolean;
  mentionsMe: boolean;
}

export interface RoomCounter {
  counts: Counts;
  /** Places of posts whose event is still to come though a later place was heard: an edit in the same commit moved them behind. */
  skipped: readonly number[];
  /** Every event above `since`: counts that were read before it may still arrive after it. */
  recent: readonly CountedEvent[];
  since: number;
}

const maxRecentEvents = 256;

/** `since`: the next event has a larger rev. */
export function startCounter(counts: Counts, since: number): RoomCounter {
  return { counts: pickCounts(counts), skipped: [], recent: [], since };
}

/** The events up to this rev come no more: a sync told what they did. */
export function skipEvents(counter: RoomCounter, since: number): RoomCounter {
  return { ...counter, recent: [], since };
}

/**
 * Events come in order of rev, each once. `before` is the message as it was held, if it was. `isSure` is false when what a
 * deletion takes back cannot be known here, or counting had stopped: then the server's counts are to be asked for.
 */
export function countMessage(
  counter: RoomCounter,
  message: Message,
  { me, before }: { me: number; before: Message | undefined },
): { counter: RoomCounter; isSure: boolean } {
  const { rev, seq, author } = message;
  const isDeleted = message.deletedAt !== null;
  // An answer may have come before its event: what is held is no earlier state then.
  const isBefore = before !== undefined && before.rev < rev;
  const earlier = isBefore ? seenIn(before, me) : counter.recent.findLast((one) => one.seq === seq);
  const event: CountedEvent = {
    rev,
    seq,
    authorId: author.id,
    isDeleted,
    takesBack: isDeleted && earlier?.isDeleted !== true,
    mentionsMe: isDeleted ? (earlier?.mentionsMe ?? false) : mentionsMe(message, me),
  };
  const counted = count(counter, event, me);
  const isTaken = counted.counts.unread < counter.counts.unread;
  const isSure = !isTaken || (earlier !== undefined && counter.counts.unread < limits.unreadCap);
  const events = [...counter.recent, event];
  const since = events.at(-maxRecentEvents - 1)?.rev ?? counter.since;
  return { counter: { ...counted, recent: events.slice(-maxRecentEvents), since }, isSure };
}

function seenIn(message: Message, me: number): Pick<CountedEvent, "isDeleted" | "mentionsMe"> {
  return { isDeleted: message.deletedAt !== null, mentionsMe: mentionsMe(message, me) };
}

function count(counter: RoomCounter, event: CountedEvent, me: number): RoomCounter {
  const { counts } = counter;
  if (event.rev <= counts.rev) return counter;
  const isSkipped = counter.skipped.includes(event.seq);
  const isNew = event.seq > counts.lastSeq || isSkipped;
  const lastSeq = Math.max(counts.lastSeq, event.seq);
  const isUnread = event.authorId !== me && event.seq > counts.readSeq;
  let step = 0;
  if (isUnread && isNew && !event.isDeleted) step = 1;
  if (isUnread && !isNew && event.takesBack) step = -1;
  const unread = within(counts.unread + step);
  const mentions = within(counts.mentions + (event.mentionsMe ? step : 0));
  let skipped = isSkipped ? counter.skipped.filter((seq) => seq !== event.seq) : counter.skipped;
  for (let seq = counts.lastSeq + 1; seq < event.seq; seq += 1) skipped = [...skipped, seq];
  return { ...counter, counts: { ...counts, rev: event.rev, lastSeq, unread, mentions }, skipped };
}

function within(count: number): number {
  return Math.min(limits.unreadCap, Math.max(0, count));
}

/** Counts older than those held, and not every event in between was heard: a sync told of some. */
export function areOutdated({ counts: { rev }, since }: RoomCounter, counts: Counts): boolean {
  return counts.rev < rev && counts.rev < since;
}

/** Replaces the counts whole, then counts again what was heard above their rev. */
export function replaceCounts(counter: RoomCounter, counts: Counts, me: number): RoomCounter {
  let next: RoomCounter = { ...counter, counts: pickCounts(counts), skipped: [] };
  for (const event of counter.recent) next = count(next, event, me);
  return next;
}

// A room carries its counts among other fields.
function pickCounts({ rev, lastSeq, readSeq, unread, mentions }: Counts): Counts {
  return { rev, lastSeq, readSeq, unread, mentions };
}
