// C5: counts come whole from the server; events above their rev move them on.
import { limits } from "../../src/protocol/limits.ts";
import type { Counts, Message } from "../../src/protocol/shapes.ts";

/** What counting must know of an event, kept for a while: counts that were read before it may still arrive after it. */
export interface CountedEvent {
  rev: number;
  seq: number;
  authorId: number;
  isDeleted: boolean;
}

export interface Tally {
  counts: Counts;
  /** Places of posts whose event is still to come though a later place was heard: an edit in the same commit moved them behind. */
  skipped: readonly number[];
  recent: readonly CountedEvent[];
}

const keptEvents = 256;

export function startTally(counts: Counts): Tally {
  return { counts: pickCounts(counts), skipped: [], recent: [] };
}

/** Events come in order of rev, each once. */
export function countMessage(tally: Tally, message: Message, me: number): Tally {
  const { rev, seq } = message;
  const event = { rev, seq, authorId: message.author.id, isDeleted: message.deletedAt !== null };
  const recent = [...tally.recent, event].slice(-keptEvents);
  return { ...count(tally, event, me), recent };
}

function count(tally: Tally, event: CountedEvent, me: number): Tally {
  const { counts } = tally;
  if (event.rev <= counts.rev) return tally;
  const isSkipped = tally.skipped.includes(event.seq);
  const isNew = event.seq > counts.lastSeq || isSkipped;
  const lastSeq = Math.max(counts.lastSeq, event.seq);
  const isUnread = event.authorId !== me && event.seq > counts.readSeq;
  let unread = counts.unread;
  if (isNew && isUnread && !event.isDeleted) unread = Math.min(limits.unreadCap, unread + 1);
  if (!isNew && isUnread && event.isDeleted) unread = Math.max(0, unread - 1);
  let skipped = isSkipped ? tally.skipped.filter((seq) => seq !== event.seq) : tally.skipped;
  for (let seq = counts.lastSeq + 1; seq < event.seq; seq += 1) skipped = [...skipped, seq];
  return { ...tally, counts: { ...counts, rev: event.rev, lastSeq, unread }, skipped };
}

/** Replaces the counts whole, then counts again what was heard above their rev. */
export function replaceCounts(tally: Tally, counts: Counts, me: number): Tally {
  let next: Tally = { counts: pickCounts(counts), skipped: [], recent: tally.recent };
  for (const event of tally.recent) next = count(next, event, me);
  return next;
}

// A room carries its counts among other fields.
function pickCounts({ rev, lastSeq, readSeq, unread, mentions }: Counts): Counts {
  return { rev, lastSeq, readSeq, unread, mentions };
}
