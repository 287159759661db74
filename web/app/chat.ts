// A signed-in person's client on this page: the core, wired to socket, REST and local store, as signals.
import { batch, computed, signal } from "@preact/signals";

import type {
  Author,
  HelloFrame,
  Message,
  RoomsFrame,
  ServerFrame,
  User,
} from "../../src/protocol/shapes.ts";
import type { SkinTone } from "../emoji/skin_tone.ts";
import { createConnection, type Link } from "../connection/connection.ts";
import { queryOf } from "../connection/query.ts";
import type { Api } from "../connection/api.ts";
import { createCoreCalls } from "../client/core_calls.ts";
import { createClientCore } from "../client/client_core.ts";
import { startState } from "../client/client_state.ts";
import type { Outbox } from "../client/outbox.ts";
import type { RoomState } from "../client/room_state.ts";
import { sharedPast } from "../client/shared_past.ts";
import { createEarlyMessages } from "../client/early_events.ts";
import { createDrafts } from "../client/storage/drafts.ts";
import { createEdits } from "../client/storage/edits.ts";
import { createRecentRooms } from "../client/storage/recent_rooms.ts";
import { createStoredOutbox } from "../client/storage/stored_outbox.ts";
import { createStoredPast } from "../client/storage/stored_past.ts";
import type { LocalStore } from "../client/storage/local_store.ts";
import { fetchWords } from "../message/fetch_preview.ts";
import { newId } from "../client/new_id.ts";

import { createNotifications } from "../notifications/browser_notifications.ts";
import { createLateUploads } from "../files/lazy_uploads.ts";
import { adoptUnsent } from "../client/storage/unsent_messages.ts";
import { createLiveRegion, type OpenRoom } from "../conversation/live_region.ts";
import type { Notices } from "../ui/notices.ts";
import { notifyChunkFailed } from "../ui/lazy/chunk_error.ts";
import { createMemberNotices } from "../conversation/member_notices_state.ts";
import { createLinkState } from "../connection/link_state.ts";
import { connectionBanner } from "../connection/connection_banner.ts";
import { uploadsChunk } from "./chunks.ts";
import { after } from "./timers.ts";

interface ChatOptions {
  user: User;
  api: Api;
  localStore: LocalStore;
  notices: Notices;
  tab: string;
  /** The room in the address, before it is opened. */
  firstRoomId: () => number | null;
  /** A notification was pressed. */
  openRoom: (roomId: number) => void;
  /** The session ended elsewhere. */
  onOver: () => void;
}

export type Chat = ReturnType<typeof createChat>;

const toneKey = "confab:skin-tone";

export function createChat(options: ChatOptions) {
  const { user, api, localStore, notices, tab, firstRoomId, openRoom, onOver } = options;
  const owner = `${user.id}:${user.username}`;
  const drafts = createDrafts({ localStore, owner });
  const unfollow = drafts.follow();
  const edits = createEdits({ localStore, owner });
  const storedOutbox = createStoredOutbox({ localStore, owner, tab, now: Date.now });
  const storedPast = createStoredPast({ localStore, owner, drafts, edits, storedOutbox });
  const state = signal(startState());
  const outbox = signal<Outbox>([]);
  const linkState = createLinkState({ after, isOnline: navigator.onLine });
  const { link } = linkState;
  const listeners = new Set<(messages: readonly Message[]) => void>();
  const people = computed(() => state.value.people);
  const skinTone = signal(readTone(localStore.get(toneKey)));
  skinTone.subscribe((tone) => localStore.put(toneKey, String(tone)));
  /** Rises when part of what was held turned out to be lost on the server (C6): what is shown begins anew. */
  const losses = signal(0);
  const asked = new Set<number>();
  let isStopped = false;

  const core = createClientCore({
    explain: async (reason) => {
      const { reasonWords } = await import("../message/send_failure_words.ts");
      return () => reasonWords(reason);
    },
    send: (frame) => connection.send(frame),
    rest: createCoreCalls(api),
    storedEpoch: storedPast.epoch,
    newId,
    now: Date.now,
    after,
    keep: (entry) => storedOutbox.keep(entry),
    drop: (clientId) => storedOutbox.drop(clientId),
    onRooms: (rooms) => rooms.forEach(({ id }) => announceEarlyMessages(id)),
    onChange() {
      batch(() => {
        state.value = core.state();
        outbox.value = core.outbox();
      });
      uploads.check(core.outbox());
    },
  });

  /** Files that go with messages. */
  const uploads = createLateUploads({
    async load() {
      const { createUploads } = await uploadsChunk.fetch();
      const ports = { userId: user.id, api, core, after, notify: notices.notify.bind(notices) };
      return ({ onItems }) => createUploads({ ...ports, onItems });
    },
    notifyFailed: (failed) => notifyChunkFailed({ notices }, failed),
  });
  // What is on its way, or not posted yet, would be gone with the page.
  const holdBack = (event: BeforeUnloadEvent) => {
    if (!uploads.isEmpty()) event.preventDefault();
  };
  window.addEventListener("beforeunload", holdBack);

  const connection = createConnection({
    openSocket() {
      const room = core.openRoomId() ?? firstRoomId();
      const epoch = core.heldEpoch();
      return new WebSocket(socketUrl({ user: user.id, epoch: epoch ?? undefined, room: room ?? undefined }));
    },
    random: Math.random,
    after,
    onOpen() {
      early = [];
      core.opened();
    },
    onFrame: receive,
    onClose: () => core.closed(),
    onLink: showLink,
    // A refused handshake looks like no server: REST tells the two apart, and calls onSignedOut by itself.
    onUnopened: () => void api("GET /me").catch(() => {}),
  });

  /** What came before `hello`: only that says whose it is (C7). */
  let early: ServerFrame[] = [];

  function receive(frame: ServerFrame): void {
    if (frame.type === "hello" || frame.type === "pong") linkState.received();
    if (frame.type === "hello") return onHello(frame);
    if (!core.state().isReady) return void early.push(frame);
    if (frame.type === "rooms") return takeRooms(frame);
    const known = "roomId" in frame ? core.state().rooms.get(frame.roomId) : undefined;
    const wasIn = frame.type === "member" && known?.memberList?.roles.has(frame.user.id) === true;
    liveRegion.hear(frame, openRoomNow());
    core.receive(frame);
    if (frame.type === "message" && frame.message) pass([frame.message]);
    if (frame.type === "synced") pass(frame.messages);
    // In a direct room the people are always the same: its first moment is no news.
    const mayBeNew = known !== undefined && known.info.kind !== "direct";
    if (frame.type === "member" && mayBeNew && frame.user.id !== user.id)
      memberNotices.hear(frame, { wasIn });
    if (frame.type === "message" && frame.message) {
      if (known) hearMessage(frame.message, known);
      else earlyMessages.add(frame.message);
    }
    if (frame.type === "room") announceEarlyMessages(frame.room.id);
  }

  /** More of my rooms (C9). */
  function takeRooms(frame: RoomsFrame): void {
    const before = core.state().lost.size;
    batch(() => {
      core.receive(frame);
      if (core.state().lost.size > before) losses.value += 1;
    });
    for (const { id } of frame.rooms) announceEarlyMessages(id);
  }

  /** What was said before this room was known. */
  function announceEarlyMessages(roomId: number): void {
    const room = core.state().rooms.get(roomId);
    if (!room) return;
    for (const message of earlyMessages.take(roomId, room.counter.counts.readSeq)) {
      if (message.deletedAt === null && message.author.id !== user.id) notifications.hear(message);
    }
  }

  function onHello(frame: HelloFrame): void {
    // The cookie is somebody else's by now: nothing of theirs is taken in, nothing of mine is sent or shown.
    if (frame.user.id !== user.id) return onOver();
    earlyMessages.clear();
    const held = core.heldEpoch();
    const past = sharedPast(frame, held);
    storedPast.meet(frame.epoch, { asked: held, hasMessage: past.hasMessage });
    batch(() => {
      core.receive(frame);
      if (!past.isShared || core.state().lost.size > 0) losses.value += 1;
    });
    for (const one of early.splice(0)) receive(one);
    unsentOfTabs.check();
  }

  function openRoomNow(): OpenRoom | null {
    const id = core.openRoomId();
    const room = id === null ? undefined : core.state().rooms.get(id);
    return room ? { id: room.info.id, lastSeq: room.counter.counts.lastSeq } : null;
  }

  function hearMessage(message: Message, before: RoomState): void {
    const { author, seq, deletedAt } = message;
    if (seq <= before.counter.counts.lastSeq || deletedAt !== null || author.id === user.id) return;
    notifications.hear(message);
  }

  function pass(messages: readonly Message[]): void {
    for (const listener of listeners) listener(messages);
  }

  function showLink(next: Link): void {
    linkState.show(next);
    if (next === "over" && !isStopped) onOver();
  }

  const memberNotices = createMemberNotices({ after });
  const earlyMessages = createEarlyMessages();
  const liveRegion = createLiveRegion({
    announce: (text) => notices.announce(text),
    after,
    now: Date.now,
    myId: user.id,
    fetchWords,
  });
  const notifications = createNotifications({
    state: core.state,
    owner,
    tab,
    localStore,
    after,
    isWatched: (roomId) =>
      document.visibilityState === "visible" && document.hasFocus() && core.openRoomId() === roomId,
    openRoom,
    fetchWords,
  });
  const unsentOfTabs = adoptUnsent({ core, storedOutbox, localStore, owner, tab, after });

  const hurry = () => {
    if (document.visibilityState === "visible") connection.hurry();
  };
  const showOrHide = () => core.presence.setVisible(document.visibilityState === "visible");
  showOrHide();

  const inputs = ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"] as const;
  for (const input of inputs) window.addEventListener(input, core.noteInput, { passive: true });
  // Said at once; a ping asks whether it is true.
  const turn = ({ type }: Event) => {
    linkState.setOffline(type === "offline");
    hurry();
  };
  for (const type of ["online", "offline"]) window.addEventListener(type, turn);
  for (const act of [hurry, showOrHide]) document.addEventListener("visibilitychange", act);
  connection.connect();

  return {
    core,
    drafts,
    /** Edits that are not saved yet, by message. */
    edits,
    state,
    outbox,
    uploads,
    link,
    notifications,
    losses,
    /** Who came into rooms and left them, just now. */
    memberNotices,
    user: computed(() => state.value.me ?? user),
    /** Every event and sync of messages, each once: for lists that reach over rooms. Gives how to stop. */
    listen(listener: (messages: readonly Message[]) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    people,
    saved: computed(() => state.value.saved),
    /** As this person is called now. */
    who: (author: Author): Author => people.value.get(author.id) ?? author,
    /** Learns who these are where it is not known: typing and reactions come with ids alone. */
    meet(ids: Iterable<number>): void {
      const unknown = [...ids].filter((id) => !people.peek().has(id) && !asked.has(id));
      if (unknown.length === 0) return;
      for (const id of unknown) asked.add(id);
      const learn = api("GET /users", { query: { ids: unknown } }).then(({ users }) => core.meet(users));
      void learn
        .catch(() => {})
        .finally(() => {
          for (const id of unknown) asked.delete(id);
        });
    },
    recentRooms: createRecentRooms({ localStore, owner }),
    /** The name under which things are kept for this person. */
    owner,
    skinTone,
    /** Unsent messages of rooms that are not mine (any more). */
    lostEntries: computed(() =>
      state.value.epoch === null
        ? []
        : outbox.value.filter(({ roomId }) => !state.value.rooms.has(roomId) && !core.mayBeMine(roomId)),
    ),
    banner: computed(() =>
      connectionBanner({
        ...linkState.facts(),
        isOutdated: state.value.isOutdated,
        unsent: outbox.value.filter(({ phase }) => phase !== "failed").length,
      }),
    ),
    tryNow: () => connection.hurry(),
    unsentCount: () => storedOutbox.load().length,
    /** Leaves the machine without what was unfinished: another person may sit here next. */
    forgetUnfinished(): void {
      storedOutbox.clear();
      storedPast.clear();
      drafts.clear();
      edits.clear();
      uploads.clear();
    },
    stop(): void {
      isStopped = true;
      unfollow();
      for (const input of inputs) window.removeEventListener(input, core.noteInput);
      uploads.clear();
      uploads.stop();
      window.removeEventListener("beforeunload", holdBack);
      for (const type of ["online", "offline"]) window.removeEventListener(type, turn);
      for (const act of [hurry, showOrHide]) document.removeEventListener("visibilitychange", act);
      notifications.stop();
      unsentOfTabs.stop();
      connection.stop();
    },
  };
}

function socketUrl(query: { user: number; epoch: string | undefined; room: number | undefined }): string {
  return `${location.origin.replace(/^http/, "ws")}/ws${queryOf(query)}`;
}

function readTone(text: string | null): SkinTone {
  const tones: SkinTone[] = [1, 2, 3, 4, 5];
  return tones.find((tone) => String(tone) === text) ?? 0;
}
