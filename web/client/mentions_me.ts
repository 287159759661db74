import type { Broadcast, Message } from "../../src/protocol/shapes.ts";

/** U4: named, or reached by a broadcast, by someone else. A deleted message mentions nobody. */
export function mentionsMe({ author, mentions, broadcast }: Message, me: number): boolean {
  if (author.id === me) return false;
  if (mentions.some(({ user }) => user.id === me)) return true;
  return reachesMe(broadcast, me);
}

/** Messages read over REST say whether a large `@here` reached me; events neither say nor change it. */
export function keepReached(message: Message, before: Message | undefined): Message {
  const { broadcast } = message;
  const known = before?.broadcast;
  if (!broadcast || !("count" in broadcast) || !known || !("count" in known)) return message;
  return { ...message, broadcast: { ...known, ...broadcast } };
}

/** M2. An event of a large `@here` does not say whom it reached: a client that gets it is online. */
export function reachesMe(broadcast: Broadcast | null, me: number): boolean {
  if (broadcast === null) return false;
  if (broadcast.to === "everyone") return true;
  return "count" in broadcast ? broadcast.me !== false : broadcast.userIds.includes(me);
}
