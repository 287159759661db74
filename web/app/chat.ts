// A signed-in person's client on this page: the core, wired to socket, REST and local store, as signals.
import { batch, computed, signal } from "@preact/signals";

import type { Author, User } from "../../src/protocol/shapes.ts";
import { createStoredSkinTone } from "../emoji/stored_skin_tone.ts";
import { createConnection, type Link } from "../connection/connection.ts";
import { queryOf } from "../connection/query.ts";
import type { Api } from "../connection/api.ts";
import { createCoreCalls } from "../client/core_calls.ts";
import { createClientCore } from "../client/client_core.ts";
import { startState } from "../client/client_state.ts";
import type { Outbox } from "../client/outbox.ts";
import { createLearnPeople } from "../client/learn_people.ts";
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
import { createLiveRegion } from "../conversation/live_region.ts";
import type { Notices } from "../ui/notices.ts";
import { notifyChunkFailed } from "../ui/lazy/chunk_error.ts";
import { createMemberNotices } from "../conversation/member_notices_state.ts";
import { createLinkState } from "../connection/link_state.ts";
import { connectionBanner } from "../connection/connection_banner.ts";
import { createChatFrames } from "./chat_frames.ts";
import { uploadsChunk } from "./chunks.ts";
import { after } from "./timers.ts";
import { watchBrowser } from "./watch_browser.ts";

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
  const people = computed(() => state.value.people);
  /** Rises when part of what was held turned out to be lost on the server (C6): what is shown begins anew. */
  const losses = signal(0);
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
    onRooms: (rooms) => rooms.forEach(({ id }) => frames.announceEarly(id)),
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
  const connection = createConnection({
    openSocket() {
      const room = core.openRoomId() ?? firstRoomId();
      const epoch = core.heldEpoch();
      return new WebSocket(socketUrl({ user: user.id, epoch: epoch ?? undefined, room: room ?? undefined }));
    },
    random: Math.random,
    after,
    onOpen: () => frames.opened(),
    onFrame: (frame) => frames.receive(frame),
    onClose: () => core.closed(),
    onLink: showLink,
    // A refused handshake looks like no server: REST tells the two apart, and calls onSignedOut by itself.
    onUnopened: () => void api("GET /me").catch(() => {}),
  });

  function showLink(next: Link): void {
    linkState.show(next);
    if (next === "over" && !isStopped) onOver();
  }

  const memberNotices = createMemberNotices({ after });
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

  const frames = createChatFrames({
    userId: user.id,
    core,
    storedPast,
    liveRegion,
    memberNotices,
    notifications,
    noteServer: () => linkState.received(),
    onLoss: () => void (losses.value += 1),
    onReady: () => unsentOfTabs.check(),
    onOver,
  });
  connection.connect();
  const stopWatching = watchBrowser({
    // Said at once; a ping asks whether it is true.
    onNetwork(isOffline) {
      linkState.setOffline(isOffline);
      if (document.visibilityState === "visible") connection.hurry();
    },
    onVisible(isVisible) {
      core.presence.setVisible(isVisible);
      if (isVisible) connection.hurry();
    },
    onInput: core.noteInput,
    // What is on its way, or not posted yet, would be gone with the page.
    holdsBack: () => !uploads.isEmpty(),
  });

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
    listen: frames.listen,
    people,
    saved: computed(() => state.value.saved),
    /** As this person is called now. */
    who: (author: Author): Author => people.value.get(author.id) ?? author,
    /** Learns who these are. */
    meet: createLearnPeople({ api, isKnown: (id) => people.peek().has(id), meet: core.meet }),
    recentRooms: createRecentRooms({ localStore, owner }),
    /** The name under which things are kept for this person. */
    owner,
    skinTone: createStoredSkinTone(localStore),
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
      stopWatching();
      uploads.clear();
      uploads.stop();
      notifications.stop();
      unsentOfTabs.stop();
      connection.stop();
    },
  };
}

function socketUrl(query: { user: number; epoch: string | undefined; room: number | undefined }): string {
  return `${location.origin.replace(/^http/, "ws")}/ws${queryOf(query)}`;
}
