// Messages as the wire knows them, in the memory twin (W4), and the two things that every change of one does.
import type { Broadcast, Message, MyReaction, Reaction } from "../../src/protocol/shapes.ts";
import { messageFiles } from "./memory_files.ts";
import { authorOf, type MessageRow, type RoomRow, type Tables } from "./memory_tables.ts";

const firstUsers = 20;
const toldIds = 100;

export function toMessage(tables: Tables, row: MessageRow): Message {
  const { authorId, postHash: _, deletedBy, ...rest } = row;
  const named = tables.mentions
    .filter((mention) => mention.messageId === row.id && mention.name !== null)
    .sort((a, b) => a.position - b.position);
  return {
    ...rest,
    author: authorOf(tables, authorId),
    deletedBy: deletedBy === null ? null : authorOf(tables, deletedBy),
    mentions: named.map(({ name, userId }) => ({ name: name ?? "", user: authorOf(tables, userId) })),
    broadcast: broadcastOf(tables, row),
    reactions: reactionsOf(tables, row.id),
    files: messageFiles(tables, row.id),
  };
}

function broadcastOf({ broadcasts }: Tables, { id, broadcast }: MessageRow): Broadcast | null {
  if (broadcast !== "here") return broadcast && { to: broadcast };
  const ids = [...(broadcasts.get(id)?.ids ?? [])];
  if (ids.length > toldIds) return { to: "here", count: ids.length };
  return { to: "here", userIds: ids.sort((a, b) => a - b) };
}

/** M2. */
export function hasReached({ broadcasts, rooms }: Tables, messageId: number, userId: number): boolean {
  const broadcast = broadcasts.get(messageId);
  const member = broadcast && rooms.get(broadcast.roomId)?.members.get(userId);
  if (!broadcast || !member || broadcast.authorId === userId) return false;
  return broadcast.seq > member.joinedSeq && (broadcast.ids?.has(userId) ?? true);
}

/** As one person reads it. */
export function toMessageFor(tables: Tables, row: MessageRow, userId: number): Message {
  const message = toMessage(tables, row);
  const { broadcast } = message;
  if (!broadcast || !("count" in broadcast)) return message;
  return { ...message, broadcast: { ...broadcast, me: hasReached(tables, row.id, userId) } };
}

function reactionsOf(tables: Tables, messageId: number): Reaction[] {
  const givers = giversOf(tables, messageId);
  return [...givers].map(([emoji, userIds]) => ({
    emoji,
    count: userIds.length,
    userIds: userIds.slice(0, firstUsers),
  }));
}

/** By emoji, in the order of their first giver. */
export function giversOf({ reactions }: Tables, messageId: number): Map<string, number[]> {
  const givers = new Map<string, number[]>();
  for (const { emoji, userId } of reactions.filter((row) => row.messageId === messageId)) {
    givers.set(emoji, [...(givers.get(emoji) ?? []), userId]);
  }
  return givers;
}

/** E3. */
export function mineOf(tables: Tables, userId: number, rows: MessageRow[]): MyReaction[] {
  return rows.flatMap(({ id }) =>
    [...giversOf(tables, id)].flatMap(([emoji, userIds]) =>
      userIds.indexOf(userId) >= firstUsers ? [{ messageId: id, emoji }] : [],
    ),
  );
}

/** The row gets its room's next rev. */
export function raise(tables: Tables, row: MessageRow): void {
  const room = roomOf(tables, row);
  room.rev += 1;
  row.rev = room.rev;
}

export function roomOf({ rooms }: Tables, { roomId }: MessageRow): RoomRow {
  const room = rooms.get(roomId);
  if (!room) throw new Error(`There is no room ${roomId}.`);
  return room;
}
