// An open original with its replies, oldest first (N1).
import type { Message, RepliesPage } from "../../src/protocol/shapes.ts";

export interface RepliesPanel {
  original: Message;
  messages: readonly Message[];
  /** `after` of the next page; null at the end: new replies are appended. */
  next: number | null;
}

/** The first page, or the page for `after`. */
export function takeRepliesPage(
  panel: RepliesPanel | null,
  { message, messages, next }: RepliesPage,
  after: number | null,
): RepliesPanel | null {
  if (after === null) {
    let fresh: RepliesPanel = { original: message, messages, next };
    // The same original was opened again: the held state may be newer.
    for (const held of panel?.original.id === message.id ? heldBy(panel) : []) fresh = putReply(fresh, held);
    return fresh;
  }
  if (panel?.original.id !== message.id || panel.next !== after) return panel;
  const known = new Set(panel.messages.map(({ id }) => id));
  const added = messages.filter(({ id }) => !known.has(id));
  let grown: RepliesPanel = { ...panel, messages: [...panel.messages, ...added].sort(bySeq), next };
  for (const one of [message, ...messages]) grown = putReply(grown, one);
  return grown;
}

/** Takes the current state of a message, if it belongs here: the larger rev wins. */
export function putReply(panel: RepliesPanel, message: Message): RepliesPanel {
  const { original, messages } = panel;
  if (message.id === original.id) return message.rev > original.rev ? { ...panel, original: message } : panel;
  if (message.replyTo !== original.id) return panel;
  const at = messages.findIndex(({ id }) => id === message.id);
  const known = messages[at];
  if (known) return message.rev > known.rev ? { ...panel, messages: messages.with(at, message) } : panel;
  if (panel.next !== null) return panel;
  return { ...panel, messages: [...messages, message].sort(bySeq) };
}

export function heldBy({ original, messages }: RepliesPanel): Message[] {
  return [original, ...messages];
}

const bySeq = (one: Message, other: Message) => one.seq - other.seq;
