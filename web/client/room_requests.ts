// C9: rooms that no batch has sent and that something refers to: events, held rooms, unsent messages. They are
// collected for a moment, in which `room` may still come, and read together.
import { limits } from "../../src/protocol/limits.ts";
import type { Room } from "../../src/protocol/shapes.ts";
import { takeRoomAnswer, type ClientState } from "./client_state.ts";

interface RoomAsksPorts {
  load: (ids: number[]) => Promise<{ rooms: Room[] }>;
  state: () => ClientState;
  setState: (state: ClientState) => void;
  /** Besides events and held rooms: read when some rooms were not sent. */
  wanted: () => readonly number[];
  after: (delayMs: number, run: () => void) => void;
  onRooms: (rooms: readonly Room[]) => void;
}

const gatherMs = 100;
const againMs = 2000;

export function createRoomAsks({ load, state, setState, wanted, after, onRooms }: RoomAsksPorts) {
  /** Raised by each `hello`: an older request is about another connection. */
  let connectionNumber = 0;
  let isWaiting = false;
  /** Answered on this connection, or left: not read again. */
  const settled = new Set<number>();
  /** Rooms in lists over all rooms. */
  const shown = new Set<number>();

  function due(): number[] {
    const { isReady, isLoadingRooms, rooms, awaited, earlyEvents, rest } = state();
    if (!isReady || isLoadingRooms) return [];
    const ids = new Set(awaited);
    for (const { roomId } of earlyEvents) if (!rooms.has(roomId)) ids.add(roomId);
    if (rest.rooms > 0) for (const roomId of [...wanted(), ...shown]) if (!rooms.has(roomId)) ids.add(roomId);
    return [...ids].filter((roomId) => !settled.has(roomId)).slice(0, limits.listPage);
  }

  async function ask(): Promise<void> {
    const asked = connectionNumber;
    const ids = due();
    if (ids.length === 0) return;
    const { rooms } = await load(ids);
    if (connectionNumber !== asked) return;
    const found = rooms.filter(({ id }) => !settled.has(id));
    for (const id of ids) settled.add(id);
    setState(takeRoomAnswer(state(), ids, found));
    onRooms(found);
  }

  function pump(): void {
    const { earlyEvents, awaited, rest } = state();
    const mayBeDue = earlyEvents.length > 0 || awaited.size > 0 || rest.rooms > 0;
    if (isWaiting || !mayBeDue || due().length === 0) return;
    isWaiting = true;
    const go = () => {
      isWaiting = false;
      pump();
    };
    after(gatherMs, () => void ask().then(go, () => after(againMs, go)));
  }

  return {
    pump,
    onHello(): void {
      connectionNumber += 1;
      settled.clear();
      shown.clear();
    },
    /** A list shows something of these rooms. */
    want(roomIds: Iterable<number>): void {
      for (const roomId of roomIds) shown.add(roomId);
      pump();
    },
    /** A pending answer does not know of it. */
    left: (roomId: number) => void settled.add(roomId),
    /** Mine again, or newly. */
    onRoom: (roomId: number) => void settled.delete(roomId),
    /** Whether an unknown room may be mine. */
    isOpen: (roomId: number) => state().isLoadingRooms || (state().rest.rooms > 0 && !settled.has(roomId)),
  };
}
