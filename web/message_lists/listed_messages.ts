// Lists of messages from all over: each as it now is, whatever came since the list was read.
import type { Message } from "../../src/protocol/shapes.ts";

/** Those that are listed, in a newer state. The list itself stays the same when nothing of it changed. */
export function refreshListed(listed: readonly Message[], received: readonly Message[]): readonly Message[] {
  const newer = new Map(received.map((message) => [message.id, message]));
  const isOld = (message: Message) => (newer.get(message.id)?.rev ?? -1) > message.rev;
  return listed.some(isOld)
    ? listed.map((message) => (isOld(message) ? (newer.get(message.id) ?? message) : message))
    : listed;
}

/** N3: the last pinned first. Whatever was heard comes in, moves up or goes. */
export function foldPins(pins: readonly Message[], received: readonly Message[]): readonly Message[] {
  let next = pins;
  for (const message of received) {
    const known = next.find(({ id }) => id === message.id);
    if (known && known.rev >= message.rev) continue;
    if (!known && message.pinnedAt === null) continue;
    const others = next.filter(({ id }) => id !== message.id);
    next = message.pinnedAt === null ? others : [...others, message].sort(byPin);
  }
  return next;
}

const byPin = (one: Message, other: Message) =>
  (other.pinnedAt ?? 0) - (one.pinnedAt ?? 0) || other.id - one.id;

/** M4: newest first. What mentions me or answers me comes in front. */
export function foldInbox(
  inbox: readonly Message[],
  received: readonly Message[],
  belongsInInbox: (message: Message) => boolean,
): readonly Message[] {
  const refreshed = refreshListed(inbox, received);
  const newest = inbox[0]?.id ?? 0;
  const added = received.filter(
    (message) => message.id > newest && !inbox.some(({ id }) => id === message.id) && belongsInInbox(message),
  );
  const merged = [...added.sort((one, other) => other.id - one.id), ...refreshed];
  // A deleted one is for nobody any more.
  return added.length === 0 && refreshed === inbox
    ? inbox
    : merged.filter(({ deletedAt }) => deletedAt === null);
}
