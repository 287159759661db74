// N2: the current state of quoted messages. Messages in the window are there anyway; the others are kept here.
import type { Message } from "../../src/protocol/shapes.ts";
import type { RoomWindow } from "./room_window.ts";

/** By id. */
export type Quotes = ReadonlyMap<number, Message>;

const idsOf = new WeakMap<readonly Message[], Map<number, Message>>();

function byId(messages: readonly Message[]): Map<number, Message> {
  const known = idsOf.get(messages);
  if (known) return known;
  const made = new Map(messages.map((message) => [message.id, message]));
  idsOf.set(messages, made);
  return made;
}

interface Held {
  window: RoomWindow | null;
  quoted: Quotes;
}

/** The message with this id; undefined while unknown. */
export function findById({ window, quoted }: Held, id: number): Message | undefined {
  return (window && byId(window.messages).get(id)) ?? quoted.get(id);
}

/** The message that this one replies to; undefined while unknown. */
export function originalOf(held: Held, { replyTo }: Message): Message | undefined {
  return replyTo === null ? undefined : findById(held, replyTo);
}

/** Ids of originals that replies in the window need and that are not held. */
export function missingOriginals(held: Held): number[] {
  const missing = new Set<number>();
  for (const message of held.window?.messages ?? []) {
    if (message.replyTo !== null && !originalOf(held, message)) missing.add(message.replyTo);
  }
  return [...missing];
}

/** The larger rev wins. */
export function addQuotes(quoted: Quotes, messages: readonly Message[]): Quotes {
  const newer = messages.filter(({ id, rev }) => rev > (quoted.get(id)?.rev ?? -1));
  if (newer.length === 0) return quoted;
  const next = new Map(quoted);
  for (const message of newer) next.set(message.id, message);
  return next;
}

/** Only for messages that are kept already. */
export function refreshQuote(quoted: Quotes, message: Message): Quotes {
  return quoted.has(message.id) ? addQuotes(quoted, [message]) : quoted;
}

/** Drops originals that no reply in the window needs. */
export function neededQuotes({ window, quoted }: Held): Quotes {
  if (quoted.size === 0) return quoted;
  const needed = new Set(window?.messages.map(({ replyTo }) => replyTo));
  return new Map([...quoted].filter(([id]) => needed.has(id)));
}
