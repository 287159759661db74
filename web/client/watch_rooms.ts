// Which of my rooms disappear, and which return.
import { effect, untracked, type ReadonlySignal } from "@preact/signals";

import type { ClientState } from "./client_state.ts";

interface RoomsListener {
  onGone: (roomIds: readonly number[]) => void;
  /** Rooms that went before are mine again. */
  onBack: () => void;
}

/**
 * Sees each change of the state. `useSignalEffect` waits for the next frame, and would miss a room that left and returned
 * before it. Returns how to stop.
 */
export function watchRooms(
  state: ReadonlySignal<Pick<ClientState, "rooms" | "isReady">>,
  { onGone, onBack }: RoomsListener,
): () => void {
  let before: readonly number[] = [];
  const lost = new Set<number>();
  return effect(() => {
    const { rooms, isReady } = state.value;
    if (!isReady) return;
    const gone = before.filter((id) => !rooms.has(id));
    before = [...rooms.keys()];
    const back = [...lost].filter((id) => rooms.has(id));
    for (const id of gone) lost.add(id);
    for (const id of back) lost.delete(id);
    untracked(() => {
      if (gone.length > 0) onGone(gone);
      if (back.length > 0) onBack();
    });
  });
}
