// C9: rooms are told in pieces of at most 100 rooms and 64 KiB: the first in `hello`, the others as `rooms`. Each is read and
// sent under the same access, when the line has room, one after the other between the answers of catching up.
import type { RoomPlan, RoomText, Stores } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import type { HelloFrame } from "../../protocol/shapes.ts";
import { send, whenRoomy, type Peer } from "./peer.ts";
import { roomsFrameText } from "./server_frames.ts";

/** Counted in one statement: that blocks the thread by a microsecond or two a message. */
const countedInOne = 10_000;

export interface Piece {
  /** A JSON array. */
  rooms: string;
  /** Who is in those of them that are direct: asked for by `hello` alone. */
  people: () => Set<number>;
  /** What `hello` says beside them. */
  fields: Pick<HelloFrame, "line" | "sameToId" | "more" | "rest">;
}

export interface RoomPiecesDeps {
  stores: Pick<Stores, "rooms" | "line">;
  now: () => number;
  /** Reading failed: the client is to begin anew. */
  onTrouble: (peer: Peer, error: unknown) => void;
}

export type RoomPieces = ReturnType<typeof createRoomPieces>;

export function createRoomPieces({ stores, now, onTrouble }: RoomPiecesDeps) {
  const plan = (peer: Peer): Promise<RoomPlan> =>
    stores.rooms.planMine(peer.session.user.id, { openRoomId: peer.openRoomId, now: now() });

  /** Of the planned rooms from this one on; `next` is where the next piece begins. Who left one meanwhile is not told of it. */
  async function read(
    peer: Peer,
    { listed, rest }: RoomPlan,
    from: number,
  ): Promise<{ piece: Piece; next: number }> {
    const rooms: RoomText[] = [];
    let bytes = 0;
    let next = from;
    while (next < listed.length && rooms.length < limits.roomsAtOnce) {
      if (next > from) await new Promise(setImmediate);
      const some = portion(listed.slice(next, next + limits.roomsAtOnce - rooms.length));
      const found = await stores.rooms.findMineAsText(peer.session.user.id, some);
      let at = 0;
      for (const roomId of some) {
        // They come in the order that was asked for, without those that are not mine any more.
        const room = found[at]?.id === roomId ? found[at] : undefined;
        if (room) at += 1;
        bytes += room ? room.bytes + 1 : 0;
        if (bytes > limits.roomBytes && rooms.length > 0) return { piece: await pieceOf(peer, rooms), next };
        if (room) rooms.push(room);
        next += 1;
      }
    }
    const isLast = next >= listed.length;
    const piece = await pieceOf(peer, rooms);
    if (isLast) piece.fields = { ...piece.fields, more: false, rest };
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
    while (peer.state === "in") {
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
  return state === "in";
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
