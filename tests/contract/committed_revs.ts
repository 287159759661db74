// What a listener of the journal must be able to publish: of each room the next rev and no other, each once.
import type { Committed } from "../../src/domain/journal.ts";
import { parseStoredMessage } from "../../src/domain/stored_message.ts";
import type { Message } from "../../src/protocol/shapes.ts";

/** The messages that were heard as changed, in order. Of reactions that share a step, only the first says something new. */
export function committedMessages(commits: Committed[]): Message[] {
  const messages: Message[] = [];
  for (const { outcome } of commits) {
    if (!outcome.ok) continue;
    if ("messages" in outcome) messages.push(...outcome.messages);
    else if ("message" in outcome && outcome.changed) {
      const { message } = outcome;
      const isKnown =
        "by" in outcome && messages.some(({ id, rev }) => id === message.id && rev === message.rev);
      if (!isKnown) messages.push(parseStoredMessage(message));
    }
  }
  return messages;
}

/** By room, in the order in which they were heard. */
export function committedRevs(commits: Committed[]): Map<number, number[]> {
  const revs = new Map<number, number[]>();
  for (const { roomId, rev } of committedMessages(commits))
    revs.set(roomId, [...(revs.get(roomId) ?? []), rev]);
  return revs;
}

/** 1, 2, 3 … */
export function upTo(rev: number): number[] {
  return Array.from({ length: rev }, (_, index) => index + 1);
}
