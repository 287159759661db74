// C5: the server sends counts whole; events above their rev update them.
import { limits } from "../../src/protocol/limits.ts";
import type { Counts, Message } from "../../src/protocol/shapes.ts";
import { mentionsMe } from "./mentions_me.ts";

/** The parts of an event that counting needs, kept for a while. */
interface CountedEvent {
  rev: number;
  seq: number;
  authorId: number;
  isDeleted: boolean;
  /** Deleted by this event; a tombstone may come again when its replies change. */
  takesBack: boolean;
  mentionsMe: boolean;
}

export interface RoomCounter {
  counts: Counts;
  /** Seqs of posts whose event is still to come after a later seq: an edit in the same commit moved them back. */
  skipped: readonly number[];
  /** Every event above `since`: counts read before an event may still arrive after it. */
  recent: readonly CountedEvent[];
  since: number;
}

const maxRecentEvents = 256;

/** `since`: the next event has a larger rev. */
export function startCounter(counts: Counts, since: number): RoomCounter {
  return { counts: pickCounts(counts), skipped: [], recent: [], since };
}

/** No more events up to this rev will come: a sync brought their changes. */
export function skipEvents(counter: RoomCounter, since: number): RoomCounter {
  return { ...counter, recent: [], since };
}

/**
 * Events come in order of rev, each once. `before` is the held state of the message, if any. `isSure` is false when the
 * effect of a deletion is unknown here, or counting had stopped: then the server's counts must be read.
 */
export function countMessage(
  counter: RoomCounter,
  message: Message,
  { me, before }: { me: number; before: Message | undefined },
): { counter: RoomCounter; isSure: boolean } {
  const { rev, seq, author } = message;
  const isDeleted = message.deletedAt !== null;
  // An answer may come before its event: then the held state is not the earlier one.
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

/** These counts are older than the held ones, and some events between them came only as a sync. */
export function areOutdated({ counts: { rev }, since }: RoomCounter, counts: Counts): boolean {
  return counts.rev < rev && counts.rev < since;
}

/** Replaces the counts, then counts again the events above their rev. */
export function replaceCounts(counter: RoomCounter, counts: Counts, me: number): RoomCounter {
  let next: RoomCounter = { ...counter, counts: pickCounts(counts), skipped: [] };
  for (const event of counter.recent) next = count(next, event, me);
  return next;
}

// A room carries its counts among other fields.
function pickCounts({ rev, lastSeq, readSeq, unread, mentions }: Counts): Counts {
  return { rev, lastSeq, readSeq, unread, mentions };
}
