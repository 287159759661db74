// C9: rooms are sent in batches of at most 100 rooms and 64 KiB: the first in `hello`, the others as `rooms`. Each is read and
// sent under the same access, when the socket has room, one after the other between the answers of catching up.
import type { RoomPlan, RoomText, Stores } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import type { HelloFrame } from "../../protocol/shapes.ts";
import { send, whenRoomy, type Peer } from "./peer.ts";
import { roomsFrameText } from "./server_frames.ts";

/** Messages counted in one statement: it blocks the thread for a microsecond or two a message. */
const countedInOne = 10_000;

interface RoomBatch {
  /** A JSON array. */
  rooms: string;
  /** The people of the direct rooms among them: only `hello` needs them. */
  people: () => Set<number>;
  /** The fields of `hello` that belong to them. */
  fields: Pick<HelloFrame, "line" | "sameToId" | "more" | "rest">;
}

interface RoomBatchesDeps {
  stores: Pick<Stores, "rooms" | "line">;
  now: () => number;
  /** Reading failed: the client must reconnect. */
  onTrouble: (peer: Peer, error: unknown) => void;
}

export type RoomBatches = ReturnType<typeof createRoomBatches>;

export function createRoomBatches({ stores, now, onTrouble }: RoomBatchesDeps) {
  const plan = (peer: Peer): Promise<RoomPlan> =>
    stores.rooms.planMine(peer.session.user.id, { openRoomId: peer.openRoomId, now: now() });

  /**
   * The planned rooms from `from` on, in one statement: with two statements a room could be older than an event that was
   * sent before it. `next` is where the next batch begins. A room that was left meanwhile is not in it.
   */
  async function read(
    peer: Peer,
    { listed, rest }: RoomPlan,
    from: number,
  ): Promise<{ batch: RoomBatch; next: number }> {
    const some = portion(listed.slice(from, from + limits.roomBatchSize));
    const found = await stores.rooms.findMineAsText(peer.session.user.id, some);
    const rooms = fitting(found);
    const left = found[rooms.length];
    const next = left ? from + some.indexOf(left.id) : from + some.length;
    const batch = await batchOf(peer, rooms);
    if (next >= listed.length) batch.fields = { ...batch.fields, more: false, rest };
    return { batch, next };
  }

  /** H2: whether the client's messages are of this database's past, and up to where. */
  async function batchOf({ heldEpoch }: Peer, rooms: RoomText[]): Promise<RoomBatch> {
    const people = () => new Set(rooms.flatMap((room) => room.people));
    const same = { rooms: `[${rooms.map(({ text }) => text).join(",")}]`, people };
    if (heldEpoch === stores.line.epoch) return { ...same, fields: { line: "same", more: true } };
    const roomIds = rooms.map(({ id }) => id);
    const end = heldEpoch === null ? null : await stores.line.findEnd(heldEpoch, roomIds);
    if (!end) return { ...same, fields: { line: "unknown", more: true } };
    const texts = rooms.map(({ id, text }) => `${text.slice(0, -1)},"sameTo":${end.revs.get(id) ?? 0}}`);
    return {
      rooms: `[${texts.join(",")}]`,
      people,
      fields: { line: "known", sameToId: end.messageId, more: true },
    };
  }

  /** The batches after `hello`. Returns at once. */
  function sendRest(peer: Peer, planned: RoomPlan, from: number): void {
    peer.catchingUp = peer.catchingUp
      .then(() => sendBatch(peer, planned, from))
      .catch((error: unknown) => onTrouble(peer, error));
  }

  async function sendBatch(peer: Peer, planned: RoomPlan, from: number): Promise<void> {
    await new Promise(setImmediate);
    await whenRoomy(peer);
    while (peer.state === "open") {
      const version = peer.accessVersion;
      const { batch, next } = await read(peer, planned, from);
      // It may have ended meanwhile.
      if (!isIn(peer)) return;
      if (peer.accessVersion !== version) continue;
      const { more, rest } = batch.fields;
      send(peer, roomsFrameText("rooms", batch.rooms, { more, ...(rest && { rest }) }));
      if (more) sendRest(peer, planned, next);
      return;
    }
  }

  return { plan, read, sendRest };
}

function isIn({ state }: Peer): boolean {
  return state === "open";
}

/** As many as fit into a batch, at least one. */
function fitting(found: RoomText[]): RoomText[] {
  let bytes = 0;
  const tooManyFrom = found.findIndex((room) => (bytes += room.bytes + 1) > limits.roomBytes);
  return tooManyFrom === -1 ? found : found.slice(0, Math.max(1, tooManyFrom));
}

function portion(listed: RoomPlan["listed"]): number[] {
  const ids: number[] = [];
  let counted = 0;
  for (const { id, span } of listed) {
    counted += span;
    if (ids.length > 0 && counted > countedInOne) break;
    ids.push(id);
  }
  return ids;
}
