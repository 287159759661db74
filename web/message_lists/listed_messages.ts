// Lists of messages from all rooms, kept current with the events received since the list was read.
import type { Message } from "../../src/protocol/shapes.ts";

/** The listed messages, each in its newest state. The array stays the same if nothing changed. */
export function refreshListed(listed: readonly Message[], received: readonly Message[]): readonly Message[] {
  const newer = new Map(received.map((message) => [message.id, message]));
  const isOld = (message: Message) => (newer.get(message.id)?.rev ?? -1) > message.rev;
  return listed.some(isOld)
    ? listed.map((message) => (isOld(message) ? (newer.get(message.id) ?? message) : message))
    : listed;
}

/** N3: last pinned first. Received messages are added, moved up or removed. */
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

/** M4: newest first. New mentions and replies to me are added in front. */
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
  // A deleted message mentions nobody.
  return added.length === 0 && refreshed === inbox
    ? inbox
    : merged.filter(({ deletedAt }) => deletedAt === null);
}
