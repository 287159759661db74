import type { Message } from "../../src/protocol/shapes.ts";

/** U4: named, or reached by a broadcast, by someone else. A deleted message mentions nobody any more. */
export function mentionsMe({ author, mentions, broadcast }: Message, me: number): boolean {
  if (author.id === me) return false;
  if (mentions.some(({ user }) => user.id === me)) return true;
  if (broadcast === null) return false;
  return broadcast.to === "everyone" || broadcast.userIds.includes(me);
}
