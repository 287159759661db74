// C3: catches rooms up that miss events, the open one first, one `sync` at a time.
import { Refused } from "../connection/refused.ts";
import { askedSync, failedSync, nextSync, type ClientState } from "./client_state.ts";
import type { createAsks } from "./socket_requests.ts";

interface RoomSyncPorts {
  ask: ReturnType<typeof createAsks>["ask"];
  state: () => ClientState;
  setState: (state: ClientState) => void;
  /** Without telling anyone: nothing of it is shown. */
  note: (state: ClientState) => void;
  openRoomId: () => number | null;
  onSynced: () => void;
  after: (delayMs: number, run: () => void) => void;
}

const retryPauseMs = 2000;
const cutPauseMs = 5000;

export function createRoomSync({ ask, state, setState, note, openRoomId, onSynced, after }: RoomSyncPorts) {
  /** Rooms that lost their window just now. */
  const cut = new Set<number>();

  function pump(): void {
    const due = nextSync(state(), openRoomId(), cut);
    if (!due) return;
    note(askedSync(state(), due.roomId));
    const { epoch } = state();
    ask({ type: "sync", ...due, ...(epoch === null ? {} : { epoch }) }, { onDrop: "fail" }).then(
      onSynced,
      (error: unknown) => {
        const isOffline = error instanceof Refused && error.code === "offline";
        const again = () => setState(failedSync(state(), due));
        // After a drop `hello` starts over; a refused sync is retried slowly until `left` or a restart explains it.
        if (isOffline) again();
        else after(retryPauseMs, again);
      },
    );
  }

  return {
    pump,
    /** Old messages arrive in thousands of steps, each of which drops the window (W12): the page would be blank half of that time. */
    holdBack(roomId: number): void {
      cut.add(roomId);
      after(cutPauseMs, () => {
        cut.delete(roomId);
        pump();
      });
    },
    onHello: () => cut.clear(),
  };
}
