// Marks in all tabs of their owner (U2, U5), and receipts in direct rooms (U6).
import type { Counts, ServerFrame } from "../../protocol/shapes.ts";
import type { Audience } from "../audience.ts";
import type { RoomStore } from "../stores.ts";
import type { Acts } from "./acts.ts";
import type { Telling } from "./telling.ts";

type ReadingActs = Pick<Acts, "mark" | "markAll">;

/** Rooms that are read in one turn, when all are marked. */
const roomsAtOnce = 50;

export interface LiveReadingDeps {
  rooms: Pick<RoomStore, "counts" | "findMembership" | "forMembers" | "findMine">;
  audience: Pick<Audience, "sendToUser" | "isOnline">;
  telling: Telling;
}

export function liveReading({ rooms, audience, telling }: LiveReadingDeps): ReadingActs {
  /** To the others of a direct room who may know; each is told what the room would show them. */
  async function tellReceipt(userId: number, roomId: number): Promise<void> {
    const membership = await rooms.findMembership(userId, roomId);
    if (membership?.room.kind !== "direct") return;
    const room = (await rooms.forMembers(roomId, [userId])).get(userId);
    const ids = room?.members?.map(({ id }) => id) ?? [];
    const others = ids.filter((id) => id !== userId && audience.isOnline(id));
    void telling.inTurn(others, async () => {
      for (const [otherId, { receipts = [] }] of await rooms.forMembers(roomId, others)) {
        const receipt = receipts.find((one) => one.userId === userId);
        if (receipt) audience.sendToUser(otherId, { type: "receipt", roomId, ...receipt });
      }
    });
  }

  function tellRead(
    userId: number,
    counts: Counts,
    { roomId, lower }: { roomId: number; lower: boolean },
  ): void {
    const frame: ServerFrame = { type: "read", roomId, counts };
    if (lower) frame.unread = true;
    audience.sendToUser(userId, frame);
  }

  return {
    mark({ actor, roomId, lower }, { changed }) {
      if (!changed) return;
      const { userId } = actor;
      void telling.inTurn([userId], async () => {
        const counts = await rooms.counts(userId, roomId);
        if (counts) tellRead(userId, counts, { roomId, lower });
        // One that is set by hand may lie above where it stood, too.
        await tellReceipt(userId, roomId);
      });
    },
    markAll({ actor }, { roomIds }) {
      if (roomIds.length === 0) return;
      const { userId } = actor;
      void telling.inTurn([userId], async () => {
        for (let from = 0; from < roomIds.length; from += roomsAtOnce) {
          if (from > 0) await new Promise(setImmediate);
          for (const room of await rooms.findMine(userId, roomIds.slice(from, from + roomsAtOnce))) {
            const { id, kind, rev, lastSeq, readSeq, unread, mentions } = room;
            tellRead(userId, { rev, lastSeq, readSeq, unread, mentions }, { roomId: id, lower: false });
            if (kind === "direct") await tellReceipt(userId, id);
          }
        }
      });
    },
  };
}
