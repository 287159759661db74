// Pages of history: one request at a time per side of a room's window.
import type { Contract } from "../../src/protocol/contract.ts";
import type { QueryOf } from "../../src/protocol/endpoints/endpoint.ts";
import type { HistoryPage } from "../../src/protocol/shapes.ts";

import { applyPage, changeState, type ClientState } from "./client_state.ts";
import { trimWindow, type PageSide } from "./room_window.ts";

type HistoryInput = QueryOf<Contract["GET /rooms/{id}/messages"]>;
export type HistoryQuery = Omit<HistoryInput, "ids" | "limit"> & { limit: number };

interface HistoriesPorts {
  load: (roomId: number, query: HistoryQuery) => Promise<HistoryPage>;
  state: () => ClientState;
  setState: (state: ClientState) => void;
}

interface LoadOptions {
  /** How many messages to keep; the rest are dropped at the other end. All when absent. */
  max?: number;
  /** The page should reach back to this seq: a page of large messages is short (R3), and then the page around it is read. */
  reach?: number;
}

const pageLength = 50;

export function createHistories({ load: loadPage, state, setState }: HistoriesPorts) {
  const running = new Map<string, Promise<boolean>>();

  async function run(
    roomId: number,
    side: PageSide,
    { query, max = Infinity, reach = Infinity }: { query: HistoryQuery } & LoadOptions,
  ): Promise<boolean> {
    let page = await loadPage(roomId, query);
    if ((page.messages[0]?.seq ?? 0) > reach) {
      page = await loadPage(roomId, { around: reach, limit: query.limit });
    }
    // The window was dropped during the request: a page next to it is no start.
    if (side !== "fresh" && !state().rooms.get(roomId)?.window) return false;
    const keep = side === "before" ? "oldest" : "newest";
    const applied = applyPage(state(), { roomId, page, side });
    // In one step with the page: one draw.
    const trimmed = changeState(applied, roomId, (room) => {
      const window = room.window && trimWindow(room.window, { keep, length: max });
      return window === room.window ? room : { ...room, window };
    });
    setState(trimmed);
    return true;
  }

  function load(
    roomId: number,
    side: PageSide,
    query: HistoryQuery,
    options: LoadOptions = {},
  ): Promise<boolean> {
    const key = `${roomId} ${side} ${JSON.stringify(query)}`;
    const known = running.get(key);
    if (known) return known;
    const loading = run(roomId, side, { query, ...options }).finally(() => running.delete(key));
    running.set(key, loading);
    return loading;
  }

  function edge(roomId: number, at: 0 | -1): number | null {
    return state().rooms.get(roomId)?.window?.messages.at(at)?.seq ?? null;
  }

  /** Each resolves to whether anything was loaded; rejects when the server cannot be reached. */
  return {
    /** At the first unread message, else at the end. A loaded room stays as it is. */
    async first(roomId: number): Promise<boolean> {
      const room = state().rooms.get(roomId);
      if (!room || room.window) return false;
      const { lastSeq, readSeq, unread } = room.counter.counts;
      const isFar = lastSeq - readSeq > pageLength - 10;
      if (isFar) return load(roomId, "fresh", { limit: pageLength, around: readSeq + 1 });
      return load(roomId, "fresh", { limit: pageLength }, unread > 0 ? { reach: readSeq + 1 } : {});
    },
    async before(roomId: number, options: Pick<LoadOptions, "max"> = {}): Promise<boolean> {
      const seq = edge(roomId, 0);
      return seq !== null && load(roomId, "before", { before: seq, limit: pageLength }, options);
    },
    async after(roomId: number, options: Pick<LoadOptions, "max"> = {}): Promise<boolean> {
      const seq = edge(roomId, -1);
      return seq !== null && load(roomId, "after", { after: seq, limit: pageLength }, options);
    },
    newest: (roomId: number) => load(roomId, "fresh", { limit: pageLength }),
    around: (roomId: number, seq: number) => load(roomId, "fresh", { around: seq, limit: pageLength }),
  };
}
