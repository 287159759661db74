// N2: what replies quote, as it now is. In the window it is there anyway; the rest is kept beside it.
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

/** The message with this id; undefined while it is not known here. */
export function findById({ window, quoted }: Held, id: number): Message | undefined {
  return (window && byId(window.messages).get(id)) ?? quoted.get(id);
}

/** What this message replies to; undefined while it is not known here. */
export function originalOf(held: Held, { replyTo }: Message): Message | undefined {
  return replyTo === null ? undefined : findById(held, replyTo);
}

/** Ids of originals that replies in the window need and that are not here. */
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

/** Only of those that are kept already. */
export function refreshQuote(quoted: Quotes, message: Message): Quotes {
  return quoted.has(message.id) ? addQuotes(quoted, [message]) : quoted;
}

/** Lets go of what nothing in the window replies to. */
export function neededQuotes({ window, quoted }: Held): Quotes {
  if (quoted.size === 0) return quoted;
  const needed = new Set(window?.messages.map(({ replyTo }) => replyTo));
  return new Map([...quoted].filter(([id]) => needed.has(id)));
}
