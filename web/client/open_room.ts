// The room that is shown: its messages are loaded, those of the room that was left are cut short.
import type { ClientState } from "./client_state.ts";
import type { createHistories } from "./histories.ts";
import type { RoomState } from "./room_state.ts";
import { messageAt, reachesEnd, trimWindow } from "./room_window.ts";

interface OpenRoomPorts {
  state: () => ClientState;
  setRoom: (roomId: number, change: (room: RoomState) => RoomState) => void;
  setKeepsUnread: (roomId: number, keepsUnread: boolean) => void;
  histories: Pick<ReturnType<typeof createHistories>, "first" | "around">;
  /** It may be one that is not known yet. */
  onOpen: () => void;
}

const maxMessagesWhenLeft = 100;

export function createOpenRoom({ state, setRoom, setKeepsUnread, histories, onOpen }: OpenRoomPorts) {
  let openId: number | null = null;
  /** The seq at which it is to be shown, until it has been loaded. */
  let openAt: number | null = null;

  const room = () => (openId === null ? undefined : state().rooms.get(openId));

  /** Resolves at once where nothing is missing. */
  async function load(): Promise<void> {
    const shown = room();
    const at = openAt;
    if (!shown) return;
    const roomId = shown.info.id;
    const isHere = at === null || (shown.window !== null && messageAt(shown.window, at) !== undefined);
    await (isHere ? histories.first(roomId) : histories.around(roomId, at));
    if (openAt === at && openId === roomId) openAt = null;
  }

  function shorten(roomId: number, above: number): void {
    setRoom(roomId, (room) =>
      room.window && room.window.messages.length > above
        ? { ...room, window: trimWindow(room.window, { keep: "newest", length: maxMessagesWhenLeft }) }
        : room,
    );
  }

  /**
   * Shows a room: automatic reading may happen again; missing history is loaded (rejects if it cannot be). `at`: the
   * seq of a message that is to be in the window (N5).
   */
  async function open(roomId: number | null, { at = null }: { at?: number | null } = {}): Promise<void> {
    const left = openId;
    openId = roomId;
    openAt = at;
    if (left !== null && left !== roomId) shorten(left, maxMessagesWhenLeft);
    if (roomId === null) return;
    onOpen();
    if (left !== roomId) setRoom(roomId, (shown) => (opensWell(shown) ? shown : { ...shown, window: null }));
    setKeepsUnread(roomId, false);
    await load();
  }

  return {
    id: () => openId,
    /** Undefined, too, while it is not known. */
    room,
    load,
    open,
    /** A message came in a room: one that is not open keeps no more than it may. */
    onMessage(roomId: number): void {
      if (roomId !== openId) shorten(roomId, maxMessagesWhenLeft * 2);
    },
  };
}

/** Whether the held messages of a room reach its end, and back to the first unread message. */
function opensWell({ window, counter }: RoomState): boolean {
  if (!window) return true;
  const { readSeq, unread } = counter.counts;
  const first = window.messages[0]?.seq ?? 0;
  return reachesEnd(window) && (unread === 0 || !window.hasBefore || first <= readSeq + 1);
}
