// C4: the client holds one gapless run of a room's messages by seq.
import type { HistoryPage, Message } from "../../src/protocol/shapes.ts";

export interface RoomWindow {
  /** `messages[i].seq === messages[0].seq + i`. */
  messages: readonly Message[];
  hasBefore: boolean;
  /** Retention removed the earlier messages (J2). */
  keptFrom: HistoryPage["keptFrom"];
  /** It reaches the room's end: new messages are appended. */
  atEnd: boolean;
  /** Newer than the run's end but not next to it: a sync goes by rev, so an edited post comes after its successors. */
  ahead: readonly Message[];
}

export type PageSide = "fresh" | "before" | "after";

/** Takes the current state of a message, if it belongs here: the larger rev wins. */
export function putMessage(window: RoomWindow, message: Message): RoomWindow {
  const { messages } = window;
  const first = messages[0];
  if (!first) return window.atEnd ? putAhead(window, message) : window;
  const at = message.seq - first.seq;
  const known = messages[at];
  if (known) return known.rev >= message.rev ? window : { ...window, messages: messages.with(at, message) };
  return at > 0 && window.atEnd ? putAhead(window, message) : window;
}

/** The message with this seq, if it is held. */
export function messageAt({ messages, ahead }: RoomWindow, seq: number): Message | undefined {
  const first = messages[0]?.seq ?? 1;
  return messages[seq - first] ?? ahead.find((message) => message.seq === seq);
}

function putAhead(window: RoomWindow, message: Message): RoomWindow {
  const known = window.ahead.find(({ seq }) => seq === message.seq);
  if (known && known.rev >= message.rev) return window;
  const ahead = window.ahead.filter(({ seq }) => seq !== message.seq);
  return joinAhead({ ...window, ahead: [...ahead, message].sort((one, other) => one.seq - other.seq) });
}

function joinAhead(window: RoomWindow): RoomWindow {
  const last = window.messages.at(-1);
  // An empty run that reaches the end is an empty room: it starts with its first message, or the first that retention left.
  let next = last ? last.seq + 1 : (window.keptFrom?.seq ?? 1);
  const joined: Message[] = [];
  for (const message of window.ahead) {
    if (message.seq !== next) break;
    joined.push(message);
    next += 1;
  }
  if (joined.length === 0) return window;
  return {
    ...window,
    messages: [...window.messages, ...joined],
    ahead: window.ahead.filter(({ seq }) => seq >= next),
  };
}

/** Merges a page of history. A page that no longer touches the run changes nothing. */
export function mergePage(window: RoomWindow | null, page: HistoryPage, side: PageSide): RoomWindow | null {
  if (!window || side === "fresh") return freshWindow(window, page);
  const first = window.messages[0];
  const last = window.messages.at(-1);
  const [pageFirst] = page.messages;
  const pageLast = page.messages.at(-1);
  if (!first || !last) return freshWindow(window, page);
  if (!pageFirst || !pageLast) {
    return side === "before"
      ? { ...window, hasBefore: page.hasBefore }
      : { ...window, atEnd: !page.hasAfter };
  }
  if (pageLast.seq < first.seq - 1 || pageFirst.seq > last.seq + 1) return window;
  let merged: RoomWindow = {
    ...window,
    messages: [
      ...page.messages.filter(({ seq }) => seq < first.seq),
      ...window.messages,
      ...page.messages.filter(({ seq }) => seq > last.seq),
    ],
    hasBefore: pageFirst.seq < first.seq ? page.hasBefore : window.hasBefore,
    keptFrom: page.keptFrom,
    atEnd: pageLast.seq > last.seq || side === "after" ? !page.hasAfter || window.atEnd : window.atEnd,
  };
  for (const message of page.messages) merged = putMessage(merged, message);
  return joinAhead(merged);
}

function freshWindow(window: RoomWindow | null, page: HistoryPage): RoomWindow {
  let fresh: RoomWindow = {
    messages: page.messages,
    hasBefore: page.hasBefore,
    keptFrom: page.keptFrom,
    atEnd: !page.hasAfter,
    ahead: [],
  };
  // A page read before an edit may arrive after it: the edit stays.
  for (const message of window?.messages ?? []) fresh = putMessage(fresh, message);
  for (const message of window?.ahead ?? []) fresh = putMessage(fresh, message);
  return fresh;
}

/** Drops messages at the end that is not being read. */
export function trimWindow(
  window: RoomWindow,
  { keep, length }: { keep: "newest" | "oldest"; length: number },
): RoomWindow {
  if (window.messages.length <= length) return window;
  return keep === "newest"
    ? { ...window, messages: window.messages.slice(-length), hasBefore: true }
    : { ...window, messages: window.messages.slice(0, length), atEnd: false, ahead: [] };
}

/** Whether the newest message of the room is in the run. */
export function reachesEnd(window: RoomWindow): boolean {
  return window.atEnd && window.ahead.length === 0;
}
