// E3: a message names the first 20 people of an emoji. Whether I am among the others is kept here.
import type { Message, MyReaction, ReactionChange } from "../../src/protocol/shapes.ts";

/** By message: my reactions that its `userIds` do not show. */
export type MyReactions = ReadonlyMap<number, ReadonlySet<string>>;

/** Pages, syncs and replies name all my reactions on their messages. `isOld`: a newer state of the message is held. */
export function takeMine(
  mine: MyReactions,
  page: { messages: readonly Message[]; mine: readonly MyReaction[] },
  isOld: (message: Message) => boolean,
): MyReactions {
  const listed = new Map<number, Set<string>>();
  for (const { messageId, emoji } of page.mine) {
    const emojis = listed.get(messageId) ?? new Set();
    listed.set(messageId, emojis.add(emoji));
  }
  const next = new Map(mine);
  for (const message of page.messages) {
    if (isOld(message)) continue;
    const emojis = listed.get(message.id);
    if (emojis) next.set(message.id, emojis);
    else next.delete(message.id);
  }
  return next;
}

/** From an event: `by` names the changes. */
export function foldMine(
  mine: MyReactions,
  { message, by = [] }: { message: Message; by?: readonly ReactionChange[] | undefined },
  me: number,
): MyReactions {
  const known = mine.get(message.id);
  const changes = by.filter(({ userId }) => userId === me);
  if (!known && changes.length === 0) return mine;
  const emojis = new Set(known);
  for (const { emoji, on } of changes) {
    if (on) emojis.add(emoji);
    else emojis.delete(emoji);
  }
  for (const emoji of emojis) if (!isBeyond(message, emoji, me)) emojis.delete(emoji);
  const next = new Map(mine);
  if (emojis.size > 0) next.set(message.id, emojis);
  else next.delete(message.id);
  return next;
}

/** Whether only `mine` knows that I reacted. */
function isBeyond({ reactions }: Message, emoji: string, me: number): boolean {
  const reaction = reactions.find((one) => one.emoji === emoji);
  return reaction !== undefined && reaction.count > reaction.userIds.length && !reaction.userIds.includes(me);
}

/** An event without `by` says nothing about people beyond the first 20: whether my reaction may have changed. */
export function mayHideMine(before: Message | undefined, message: Message, me: number): boolean {
  return message.reactions.some(({ emoji, count }) => {
    if (!isBeyond(message, emoji, me)) return false;
    return before?.reactions.find((one) => one.emoji === emoji)?.count !== count;
  });
}
