// C9: rooms are told in pieces of at most 100 rooms and 64 KiB: the first in `hello`, the others as `rooms`. Each is read and
// sent under the same access, when the line has room, one after the other between the answers of catching up.
import type { RoomPlan, RoomText, Stores } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import type { HelloFrame } from "../../protocol/shapes.ts";
import { send, whenRoomy, type Peer } from "./peer.ts";
import { roomsFrameText } from "./server_frames.ts";

/** Counted in one statement: that blocks the thread by a microsecond or two a message. */
const countedInOne = 10_000;

interface Piece {
  /** A JSON array. */
  rooms: string;
  /** Who is in those of them that are direct: asked for by `hello` alone. */
  people: () => Set<number>;
  /** What `hello` says beside them. */
  fields: Pick<HelloFrame, "line" | "sameToId" | "more" | "rest">;
}

interface RoomPiecesDeps {
  stores: Pick<Stores, "rooms" | "line">;
  now: () => number;
  /** Reading failed: the client is to begin anew. */
  onTrouble: (peer: Peer, error: unknown) => void;
}

export type RoomPieces = ReturnType<typeof createRoomPieces>;

export function createRoomPieces({ stores, now, onTrouble }: RoomPiecesDeps) {
  const plan = (peer: Peer): Promise<RoomPlan> =>
    stores.rooms.planMine(peer.session.user.id, { openRoomId: peer.openRoomId, now: now() });

  /**
   * Of the planned rooms from this one on, in one statement: with a turn in between, what is told of a room would be older than an event that
   * went out before it. `next` is where the next piece begins. Who left a room meanwhile is not told of it.
   */
  async function read(
    peer: Peer,
    { listed, rest }: RoomPlan,
    from: number,
  ): Promise<{ piece: Piece; next: number }> {
    const some = portion(listed.slice(from, from + limits.roomsAtOnce));
    const found = await stores.rooms.findMineAsText(peer.session.user.id, some);
    const rooms = fitting(found);
    const left = found[rooms.length];
    const next = left ? from + some.indexOf(left.id) : from + some.length;
    const piece = await pieceOf(peer, rooms);
    if (next >= listed.length) piece.fields = { ...piece.fields, more: false, rest };
    return { piece, next };
  }

  /** H2: whether what the client holds is of this database's past, and up to where. */
  async function pieceOf({ heldEpoch }: Peer, rooms: RoomText[]): Promise<Piece> {
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

  /** The pieces behind `hello`. Returns at once. */
  function sendRest(peer: Peer, planned: RoomPlan, from: number): void {
    peer.catchingUp = peer.catchingUp
      .then(() => sendPiece(peer, planned, from))
      .catch((error: unknown) => onTrouble(peer, error));
  }

  async function sendPiece(peer: Peer, planned: RoomPlan, from: number): Promise<void> {
    await new Promise(setImmediate);
    await whenRoomy(peer);
    while (peer.state === "open") {
      const version = peer.accessVersion;
      const { piece, next } = await read(peer, planned, from);
      // It may have ended meanwhile.
      if (!isIn(peer)) return;
      if (peer.accessVersion !== version) continue;
      const { more, rest } = piece.fields;
      send(peer, roomsFrameText("rooms", piece.rooms, { more, ...(rest && { rest }) }));
      if (more) sendRest(peer, planned, next);
      return;
    }
  }

  return { plan, read, sendRest };
}

function isIn({ state }: Peer): boolean {
  return state === "open";
}

/** As many as a piece takes, at least one. */
function fitting(found: RoomText[]): RoomText[] {
  let bytes = 0;
  const most = found.findIndex((room) => (bytes += room.bytes + 1) > limits.roomBytes);
  return most === -1 ? found : found.slice(0, Math.max(1, most));
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
