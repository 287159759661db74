// The open panel of replies: one original at a time, read page by page, read again after a reload (C3).
import type { RepliesPage } from "../../src/protocol/shapes.ts";
import { applyReplies, changeState, type ClientState } from "./client_state.ts";

interface RepliesOpenerPorts {
  load: (messageId: number, query: { after?: number; limit: number }) => Promise<RepliesPage>;
  state: () => ClientState;
  setState: (state: ClientState) => void;
}

const pageLength = 50;

export function createRepliesOpener({ load, state, setState }: RepliesOpenerPorts) {
  let wanted: { roomId: number; messageId: number } | null = null;
  let isLoading = false;

  async function page(after: number | null): Promise<void> {
    const asked = wanted;
    if (!asked || isLoading) return;
    isLoading = true;
    try {
      const answer = await load(asked.messageId, { limit: pageLength, ...(after === null ? {} : { after }) });
      // Closed during the request.
      if (wanted !== asked) return;
      setState(applyReplies(state(), { roomId: asked.roomId, page: answer, after }));
    } finally {
      isLoading = false;
    }
    if (wanted !== asked) await resume();
  }

  const panel = () => (wanted ? (state().rooms.get(wanted.roomId)?.panel ?? null) : null);

  async function resume(): Promise<void> {
    if (wanted && !panel() && state().rooms.has(wanted.roomId)) await page(null);
  }

  function close(): void {
    const closed = wanted;
    wanted = null;
    if (closed) setState(changeState(state(), closed.roomId, (room) => ({ ...room, panel: null })));
  }

  return {
    /** Rejects when the server cannot be reached; the panel stays wanted, and `hello` loads it. */
    async open(roomId: number, messageId: number): Promise<void> {
      if (wanted?.messageId === messageId) return resume();
      close();
      wanted = { roomId, messageId };
      await resume();
    },
    close,
    async more(): Promise<void> {
      const next = panel()?.next ?? null;
      if (next !== null) await page(next);
    },
    resume,
    /** C6: closes the panel of a lost original. */
    closeLost(hasMessage: (messageId: number) => boolean): void {
      if (wanted && !hasMessage(wanted.messageId)) close();
    },
    /** Which original is open. */
    wanted: () => wanted,
  };
}
