// Pages of history: one request at a time for each side of a room's window.
import type { HistoryPage } from "../../src/protocol/shapes.ts";

import { applyPage, changeState, type ClientState } from "./client_state.ts";
import { trimWindow, type PageSide } from "./room_window.ts";

export interface HistoryQuery {
  before?: number;
  after?: number;
  around?: number;
  /** UTC ms. */
  at?: number;
  limit: number;
}

export interface HistoriesPorts {
  load: (roomId: number, query: HistoryQuery) => Promise<HistoryPage>;
  state: () => ClientState;
  setState: (state: ClientState) => void;
}

/** How many messages are held afterwards: those at the other end go. All, unless told. */
interface Most {
  most?: number;
}

export const pageLength = 50;

export function createHistories({ load: loadPage, state, setState }: HistoriesPorts) {
  const running = new Map<string, Promise<boolean>>();

  async function run(
    roomId: number,
    side: PageSide,
    { query, most }: { query: HistoryQuery; most: number },
  ): Promise<boolean> {
    const page = await loadPage(roomId, query);
    // Its window was dropped meanwhile: a page beside it is no beginning.
    if (side !== "fresh" && !state().rooms.get(roomId)?.window) return false;
    const keep = side === "before" ? "oldest" : "newest";
    const applied = applyPage(state(), { roomId, page, side });
    // In one step with the page, so that it is drawn once.
    const trimmed = changeState(applied, roomId, (room) => {
      const window = room.window && trimWindow(room.window, { keep, length: most });
      return window === room.window ? room : { ...room, window };
    });
    setState(trimmed);
    return true;
  }

  function load(roomId: number, side: PageSide, query: HistoryQuery, { most }: Most = {}): Promise<boolean> {
    const key = `${roomId} ${side} ${JSON.stringify(query)}`;
    const known = running.get(key);
    if (known) return known;
    const loading = run(roomId, side, { query, most: most ?? Infinity }).finally(() => running.delete(key));
    running.set(key, loading);
    return loading;
  }

  function edge(roomId: number, at: 0 | -1): number | null {
    return state().rooms.get(roomId)?.window?.messages.at(at)?.seq ?? null;
  }

  /** Each resolves to whether anything was loaded; rejects when the server cannot be reached. */
  return {
    /** At the first unread message, else at the end. A room that is here stays as it is. */
    async first(roomId: number): Promise<boolean> {
      const room = state().rooms.get(roomId);
      if (!room || room.window) return false;
      const { lastSeq, readSeq } = room.tally.counts;
      const isFar = lastSeq - readSeq > pageLength - 10;
      return load(roomId, "fresh", { limit: pageLength, ...(isFar ? { around: readSeq + 1 } : {}) });
    },
    async before(roomId: number, most: Most = {}): Promise<boolean> {
      const seq = edge(roomId, 0);
      return seq !== null && load(roomId, "before", { before: seq, limit: pageLength }, most);
    },
    async after(roomId: number, most: Most = {}): Promise<boolean> {
      const seq = edge(roomId, -1);
      return seq !== null && load(roomId, "after", { after: seq, limit: pageLength }, most);
    },
    newest: (roomId: number) => load(roomId, "fresh", { limit: pageLength }),
    around: (roomId: number, seq: number) => load(roomId, "fresh", { around: seq, limit: pageLength }),
  };
}
