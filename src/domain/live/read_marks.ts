// Marks in all tabs of their owner (U2, U5), and receipts in direct rooms (U6).
import type { Counts, ServerFrame } from "../../protocol/shapes.ts";
import type { Audience } from "../audience.ts";
import type { EffectOf } from "../effects.ts";
import type { RoomStore } from "../stores.ts";
import type { EnqueueSend } from "./send_queue.ts";

/** Rooms that are read at once, when all are marked. */
const batchSize = 50;

interface ReadMarksDeps {
  rooms: Pick<RoomStore, "counts" | "findMembership" | "forMembers" | "findMine">;
  audience: Pick<Audience, "sendToUser" | "isOnline" | "hasSockets">;
  enqueueSend: EnqueueSend;
}

export function createSendReadMarks({ rooms, audience, enqueueSend }: ReadMarksDeps) {
  /** To the others of a direct room who may see it; each gets what the room would show them. */
  async function sendReceipt(userId: number, roomId: number): Promise<void> {
    if (!audience.hasSockets(roomId)) return;
    const membership = await rooms.findMembership(userId, roomId);
    if (membership?.room.kind !== "direct") return;
    const room = (await rooms.forMembers(roomId, [userId])).get(userId);
    const ids = room?.members?.map(({ id }) => id) ?? [];
    const others = ids.filter((id) => id !== userId && audience.isOnline(id));
    void enqueueSend(others, async () => {
      for (const [otherId, { receipts = [] }] of await rooms.forMembers(roomId, others)) {
        const receipt = receipts.find((one) => one.userId === userId);
        if (receipt) audience.sendToUser(otherId, { type: "receipt", roomId, ...receipt });
      }
    });
  }

  function sendCounts({ userId, lower }: EffectOf<"read">, roomId: number, counts: Counts): void {
    const frame: ServerFrame = { type: "read", roomId, counts };
    if (lower) frame.unread = true;
    audience.sendToUser(userId, frame);
  }

  async function sendOne(effect: EffectOf<"read">, roomId: number): Promise<void> {
    const { userId } = effect;
    const counts = audience.isOnline(userId) ? await rooms.counts(userId, roomId) : null;
    if (counts) sendCounts(effect, roomId, counts);
    // One that is set by hand may lie above where it stood, too.
    await sendReceipt(userId, roomId);
  }

  async function sendMany(effect: EffectOf<"read">): Promise<void> {
    const { userId, roomIds } = effect;
    for (let from = 0; from < roomIds.length; from += batchSize) {
      if (from > 0) await new Promise(setImmediate);
      const batch = roomIds.slice(from, from + batchSize);
      if (!audience.isOnline(userId)) {
        for (const roomId of batch) await sendReceipt(userId, roomId);
        continue;
      }
      for (const { id, kind, rev, lastSeq, readSeq, unread, mentions } of await rooms.findMine(
        userId,
        batch,
      )) {
        sendCounts(effect, id, { rev, lastSeq, readSeq, unread, mentions });
        if (kind === "direct") await sendReceipt(userId, id);
      }
    }
  }

  return (effect: EffectOf<"read">): void => {
    const { userId, roomIds } = effect;
    if (!audience.isOnline(userId) && !roomIds.some((roomId) => audience.hasSockets(roomId))) return;
    const [roomId] = roomIds;
    void enqueueSend([userId], async () => {
      if (roomIds.length === 1 && roomId !== undefined) await sendOne(effect, roomId);
      else await sendMany(effect);
    });
  };
}
