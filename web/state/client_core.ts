/**
 * The client without a page: everything between the socket and what is shown. No DOM, no network, no clock of its own:
 * the page plugs in WebSocket, fetch and localStorage; a test plugs in whatever it likes and drives many at once.
 *
 * The owner calls `opened` / `receive` / `closed` as its connection lives, and reads `state()` and `outbox()` after `onChange`.
 */
import type { ClientFrame } from "../../src/protocol/client_frames.ts";
import type { HelloFrame, HistoryPage, Message, ServerFrame } from "../../src/protocol/shapes.ts";

import { createAsks, Refused } from "./asks.ts";
import {
  applyFrame,
  applyOwn,
  askedSync,
  changeState,
  failedSync,
  lostConnection,
  nextSync,
  startState,
  type ClientState,
} from "./client_state.ts";
import { createHistories, type HistoryQuery } from "./histories.ts";
import { refuseFrame, type OutboxEntry } from "./outbox.ts";
import { createPosting } from "./posting.ts";
import { createReadMarks } from "./read_marks.ts";
import type { RoomState } from "./room_state.ts";
import { reachesEnd, trimWindow } from "./room_window.ts";

export interface CorePorts {
  /** Sends a frame on the open connection; false when there is none. */
  send: (frame: ClientFrame) => boolean;
  /** `GET /api/rooms/:id/messages`. */
  loadHistory: (roomId: number, query: HistoryQuery) => Promise<HistoryPage>;
  /** A fresh UUID. */
  newId: () => string;
  now: () => number;
  after: (delayMs: number, run: () => void) => void;
  /** Keeps unsent messages for the next time; may do nothing. */
  keep: (entry: OutboxEntry) => void;
  drop: (clientId: string) => void;
  onChange: () => void;
}

/** Whether what is held of a room reaches its end, and back to the first unread message. */
function opensWell({ window, tally }: RoomState): boolean {
  if (!window) return true;
  const { readSeq, unread } = tally.counts;
  const first = window.messages[0]?.seq ?? 0;
  return reachesEnd(window) && (unread === 0 || !window.hasBefore || first <= readSeq + 1);
}

const keptWhenLeft = 100;
const syncPauseMs = 2000;

export type ClientCore = ReturnType<typeof createClientCore>;

export function createClientCore(ports: CorePorts) {
  const { now, after, newId, keep, drop, onChange, loadHistory } = ports;
  let state: ClientState = startState();
  let openRoomId: number | null = null;

  // Nothing is asked before `hello`: the state it is about may be of another past.
  const send = (frame: ClientFrame) => state.isReady && ports.send(frame);
  const asks = createAsks({ send, after });
  const posting = createPosting({ send, newId, now, after, keep, drop, onChange });
  const histories = createHistories({ loadHistory, state: () => state, setState });
  const marks = createReadMarks({
    after,
    markOf: (roomId) => state.rooms.get(roomId)?.tally.counts.readSeq ?? Infinity,
    tell: (roomId, seq) => tellMark({ roomId, seq }),
  });

  function setState(next: ClientState): void {
    if (next === state) return;
    state = next;
    onChange();
    pumpSync();
  }

  const setRoom = (roomId: number, change: (room: RoomState) => RoomState) =>
    setState(changeState(state, roomId, change));

  // --- the connection ---

  function receive(frame: ServerFrame): void {
    if (frame.type === "hello") return hello(frame);
    posting.takeReply(frame);
    if (frame.type === "message") settleOwn([frame.message]);
    if (frame.type === "synced") settleOwn(frame.messages);
    if (frame.type === "ok" && "message" in frame.result) setState(applyOwn(state, frame.result.message));
    setState(applyFrame(state, frame));
    if (frame.type === "message" && frame.roomId !== openRoomId) shorten(frame.roomId, keptWhenLeft * 2);
    asks.answer(frame);
  }

  function hello(frame: HelloFrame): void {
    // C6: another epoch, or a rev below mine, is another past.
    const isSamePast =
      (state.epoch === null || state.epoch === frame.epoch) &&
      frame.rooms.every((room) => room.rev >= (state.rooms.get(room.id)?.rev ?? 0));
    setState(applyFrame(state, frame));
    asks.resume({ isSamePast });
    marks.resume({ isSamePast });
    posting.pump();
    loadOpenRoom();
  }

  function pumpSync(): void {
    const due = nextSync(state, openRoomId);
    if (!due) return;
    state = askedSync(state, due.roomId);
    asks.ask({ type: "sync", ...due }, { onDrop: "fail" }).then(loadOpenRoom, (error: unknown) => {
      const isOffline = error instanceof Refused && error.code === "offline";
      const again = () => setState(failedSync(state, due));
      // After a drop `hello` begins anew; a refusal is asked again, unhurried, until `left` or a restart explains it.
      if (isOffline) again();
      else after(syncPauseMs, again);
    });
  }

  /** C3: a room that lost its window is read again if it is the one shown. */
  function loadOpenRoom(): void {
    if (openRoomId !== null) histories.first(openRoomId).catch(() => false);
  }

  /** My own message came back by another way than its `ok`: it is stored. */
  function settleOwn(messages: readonly Message[]): void {
    for (const { author, clientId } of messages) if (author.id === state.me?.id) posting.settle(clientId);
  }

  function shorten(roomId: number, above: number): void {
    setRoom(roomId, (room) =>
      room.window && room.window.messages.length > above
        ? { ...room, window: trimWindow(room.window, { keep: "newest", length: keptWhenLeft }) }
        : room,
    );
  }

  async function tellMark(mark: { roomId: number; seq: number; unread?: true }) {
    const onDrop = mark.unread ? "again" : "fail";
    const reply = await asks.ask({ type: "read", ...mark }, { onDrop }).catch((error: unknown) => {
      // Offline: told after the next `hello`.
      if (error instanceof Refused && error.code === "offline") return null;
      throw error;
    });
    if (reply?.type !== "ok" || !("counts" in reply.result)) return null;
    const { counts } = reply.result;
    setState(applyFrame(state, { type: "read", roomId: mark.roomId, counts }));
    return counts;
  }

  async function ask(question: Parameters<typeof asks.ask>[0]): Promise<void> {
    await asks.ask(question, { onDrop: "again" });
  }

  return {
    state: () => state,
    outbox: posting.outbox,
    openRoomId: () => openRoomId,
    opened: () => setState(lostConnection(state)),
    receive,
    closed(): void {
      setState(lostConnection(state));
      posting.lostConnection();
      asks.drop();
    },

    post: posting.post,
    retry: posting.retry,
    discard: posting.settle,
    adopt: posting.adopt,
    forgetEntry: posting.forget,

    /** Rejects with Refused; with `conflict` it carries the message as it is. */
    async edit(message: Message, body: string): Promise<void> {
      const question = { type: "edit", messageId: message.id, editedAt: message.editedAt, body } as const;
      const refusal = refuseFrame(question);
      if (refusal !== null) throw new Refused("too_long", refusal);
      await ask(question);
    },
    remove: (messageId: number) => ask({ type: "delete", messageId }),

    /** Shows a room: automatic reading may happen again; its history is loaded if it is not here (else rejects). */
    async openRoom(roomId: number | null): Promise<void> {
      const left = openRoomId;
      openRoomId = roomId;
      if (left !== null && left !== roomId) shorten(left, keptWhenLeft);
      if (roomId === null) return;
      if (left !== roomId) setRoom(roomId, (room) => (opensWell(room) ? room : { ...room, window: null }));
      setRoom(roomId, (room) => (room.keepsUnread ? { ...room, keepsUnread: false } : room));
      await histories.first(roomId);
    },
    histories,
    trim: (roomId: number, keep: "newest" | "oldest", length: number) =>
      setRoom(roomId, (room) => {
        const window = room.window && trimWindow(room.window, { keep, length });
        return window === room.window ? room : { ...room, window };
      }),

    /** The place's name as a REST call left it; others hear it with their next `hello`. */
    renamePlace: (name: string) => setState({ ...state, place: { name } }),

    /** The newest message on a visible screen. Does nothing while the room is kept unread. */
    markRead(roomId: number, seq: number): void {
      const room = state.rooms.get(roomId);
      if (room && !room.keepsUnread) marks.raise(roomId, Math.min(seq, room.tally.counts.lastSeq));
    },
    async markUnread(roomId: number, seq: number): Promise<void> {
      marks.forget(roomId);
      setRoom(roomId, (room) => ({ ...room, keepsUnread: true }));
      await tellMark({ roomId, seq, unread: true });
    },
  };
}
