// U6: under which message of mine stands who has read it, in a direct room.
import type { Message } from "../../src/protocol/shapes.ts";

export interface SeenBy {
  messageId: number;
  /** Who has read it, in the order of the room's people. */
  userIds: readonly number[];
  isEveryone: boolean;
}

interface SeenFacts {
  messages: readonly Message[];
  /** Of direct rooms: everyone in it; null elsewhere. */
  memberIds: readonly number[] | null;
  /** How far others have read, by user. */
  receipts: ReadonlyMap<number, number>;
  me: number;
}

/** The last of my messages that someone else has read, and who did. */
export function seenBy({ messages, memberIds, receipts, me }: SeenFacts): SeenBy | null {
  const others = memberIds?.filter((id) => id !== me) ?? [];
  const furthest = Math.max(0, ...others.map((id) => receipts.get(id) ?? 0));
  const message = messages.findLast(
    ({ author, seq, deletedAt }) => author.id === me && deletedAt === null && seq <= furthest,
  );
  if (!message) return null;
  const userIds = others.filter((id) => (receipts.get(id) ?? 0) >= message.seq);
  return { messageId: message.id, userIds, isEveryone: userIds.length === others.length };
}
