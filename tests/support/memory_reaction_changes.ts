// What reactions and the steps of an erasure do, in plain steps.
import { dropWhere, notFound, over, refuse, type Apply } from "./memory_change.ts";
import { empty } from "./memory_message_changes.ts";
import { giversOf, raise, roomOf, toMessage } from "./memory_messages.ts";
import { lives, type MessageRow, type RoomRow, type Tables } from "./memory_tables.ts";

const mostKinds = 20;
const stretch = 5000;

export function createMemoryReactionChanges(tables: Tables): Pick<Apply, "react" | "eraseMore"> {
  const { rooms, messages, mentions, broadcasts, reactions, erasures } = tables;

  return {
    react({ actor, messageId, emoji, on }, at) {
      if (!lives(tables, actor, at)) return over;
      const row = messages.get(messageId);
      const room = row && rooms.get(row.roomId);
      if (!row || !room?.members.has(actor.userId)) return notFound;
      if (row.deletedAt !== null) return refuse("gone");
      const givers = giversOf(tables, messageId);
      const { userId } = actor;
      if ((givers.get(emoji) ?? []).includes(userId) === on) {
        return { ok: true, changed: false, message: toMessage(tables, row), by: [] };
      }
      if (room.archivedAt !== null) return refuse("archived");
      if (on && !givers.has(emoji) && givers.size >= mostKinds) return refuse("too_many");
      if (on) reactions.push({ messageId, emoji, userId });
      else {
        dropWhere(
          reactions,
          (one) => one.messageId === messageId && one.emoji === emoji && one.userId === userId,
        );
      }
      raise(tables, row);
      return { ok: true, changed: true, message: toMessage(tables, row), by: [{ userId, emoji, on }] };
    },

    eraseMore({ userId }, at) {
      const erasure = erasures.get(userId);
      if (!erasure) return { ok: true, isDone: true, rooms: [] };
      const last = Math.min(erasure.lastId, erasure.nextId + stretch - 1);
      const changed = new Set<MessageRow>();
      const isIn = ({ id }: { id: number }) => id >= erasure.nextId && id <= last;
      for (const row of messages.values()) {
        if (!isIn(row)) continue;
        if (row.authorId === userId && row.deletedAt === null) {
          empty(tables, row, at);
          changed.add(row);
          const original = row.replyTo === null ? undefined : messages.get(row.replyTo);
          if (original) {
            original.replies -= 1;
            changed.add(original);
          }
        }
        const isOurs = (one: { messageId: number; userId: number }) =>
          one.messageId === row.id && one.userId === userId;
        const wasHere = broadcasts.get(row.id)?.ids?.delete(userId) ?? false;
        const isTold = wasHere || mentions.some((one) => isOurs(one) && one.name !== null);
        if (isTold || reactions.some(isOurs)) changed.add(row);
        dropWhere(reactions, isOurs);
        dropWhere(mentions, isOurs);
      }
      const touched = new Set<RoomRow>([...changed].map((row) => roomOf(tables, row)));
      for (const room of touched) room.floorRev = room.rev += 1;
      for (const row of changed) row.rev = roomOf(tables, row).rev;
      if (last >= erasure.lastId) erasures.delete(userId);
      else erasure.nextId = last + 1;
      return {
        ok: true,
        isDone: !erasures.has(userId),
        rooms: [...touched].map(({ id, rev }) => ({ roomId: id, rev })),
      };
    },
  };
}
