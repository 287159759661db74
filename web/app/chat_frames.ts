// What a frame of the socket does on this page beside the fold: it is read out, it notifies, it is passed on to lists.
import { batch } from "@preact/signals";

import type { HelloFrame, Message, RoomsFrame, ServerFrame } from "../../src/protocol/shapes.ts";
import type { ClientCore } from "../client/client_core.ts";
import { createEarlyMessages } from "../client/early_events.ts";
import { sharedPast } from "../client/shared_past.ts";
import type { createStoredPast } from "../client/storage/stored_past.ts";
import type { createLiveRegion, OpenRoom } from "../conversation/live_region.ts";
import type { createMemberNotices } from "../conversation/member_notices_state.ts";
import type { createNotifications } from "../notifications/browser_notifications.ts";

interface ChatFramesPorts {
  userId: number;
  core: ClientCore;
  storedPast: Pick<ReturnType<typeof createStoredPast>, "meet">;
  liveRegion: ReturnType<typeof createLiveRegion>;
  memberNotices: Pick<ReturnType<typeof createMemberNotices>, "hear">;
  notifications: Pick<ReturnType<typeof createNotifications>, "hear">;
  /** The server is there. */
  noteServer: () => void;
  /** Part of what was held is lost on the server (C6). */
  onLoss: () => void;
  onReady: () => void;
  /** The session is someone else's. */
  onOver: () => void;
}

export function createChatFrames(ports: ChatFramesPorts) {
  const { userId, core, liveRegion, memberNotices, notifications } = ports;
  const earlyMessages = createEarlyMessages();
  const listeners = new Set<(messages: readonly Message[]) => void>();
  /** What came before `hello`: only that says whose it is (C7). */
  let early: ServerFrame[] = [];

  function receive(frame: ServerFrame): void {
    if (frame.type === "hello" || frame.type === "pong") ports.noteServer();
    if (frame.type === "hello") return onHello(frame);
    if (!core.state().isReady) return void early.push(frame);
    if (frame.type === "rooms") return takeRooms(frame);
    const known = "roomId" in frame ? core.state().rooms.get(frame.roomId) : undefined;
    const wasIn = frame.type === "member" && known?.memberList?.roles.has(frame.user.id) === true;
    const lastSeq = known?.counter.counts.lastSeq;
    liveRegion.hear(frame, openRoomNow());
    core.receive(frame);
    if (frame.type === "message" && frame.message) pass([frame.message]);
    if (frame.type === "synced") pass(frame.messages);
    // In a direct room the people are always the same: its first moment is no news.
    const mayBeNew = known !== undefined && known.info.kind !== "direct";
    if (frame.type === "member" && mayBeNew && frame.user.id !== userId) memberNotices.hear(frame, { wasIn });
    if (frame.type === "message" && frame.message) {
      if (lastSeq === undefined) earlyMessages.add(frame.message);
      else if (frame.message.seq > lastSeq) notify(frame.message);
    }
    if (frame.type === "room") announceEarly(frame.room.id);
  }

  function onHello(frame: HelloFrame): void {
    // The cookie is somebody else's by now: nothing of theirs is taken in, nothing of mine is sent or shown.
    if (frame.user.id !== userId) return ports.onOver();
    earlyMessages.clear();
    const held = core.heldEpoch();
    const past = sharedPast(frame, held);
    ports.storedPast.meet(frame.epoch, { asked: held, hasMessage: past.hasMessage });
    batch(() => {
      core.receive(frame);
      if (!past.isShared || core.state().lost.size > 0) ports.onLoss();
    });
    for (const one of early.splice(0)) receive(one);
    ports.onReady();
  }

  /** More of my rooms (C9). */
  function takeRooms(frame: RoomsFrame): void {
    const before = core.state().lost.size;
    batch(() => {
      core.receive(frame);
      if (core.state().lost.size > before) ports.onLoss();
    });
    for (const { id } of frame.rooms) announceEarly(id);
  }

  /** What was said before this room was known. */
  function announceEarly(roomId: number): void {
    const room = core.state().rooms.get(roomId);
    if (!room) return;
    for (const message of earlyMessages.take(roomId, room.counter.counts.readSeq)) notify(message);
  }

  function notify(message: Message): void {
    if (message.deletedAt === null && message.author.id !== userId) notifications.hear(message);
  }

  function openRoomNow(): OpenRoom | null {
    const id = core.openRoomId();
    const room = id === null ? undefined : core.state().rooms.get(id);
    return room ? { id: room.info.id, lastSeq: room.counter.counts.lastSeq } : null;
  }

  function pass(messages: readonly Message[]): void {
    for (const listener of listeners) listener(messages);
  }

  /** Every event and sync of messages, each once: for lists that reach over rooms. Gives how to stop. */
  function listen(listener: (messages: readonly Message[]) => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  return {
    receive,
    announceEarly,
    /** A new connection: what another one brought before its `hello` is void. */
    opened(): void {
      early = [];
      core.opened();
    },
    listen,
  };
}
