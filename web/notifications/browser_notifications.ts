// Browser notifications. should_notify.ts decides which messages notify; this file whether the browser may, and in which tab.
import { signal } from "@preact/signals";

import type { Message } from "../../src/protocol/shapes.ts";
import type { ClientState } from "../client/client_state.ts";
import { leadTabs } from "../client/storage/tab_leader.ts";
import type { LocalStore } from "../client/storage/local_store.ts";
import { shouldNotify } from "./should_notify.ts";
import { roomName } from "../people/people_words.ts";

import type { After } from "../app/timers.ts";

/** "absent": on plain http, and in browsers without notifications. */
type Permission = "absent" | "default" | "denied" | "granted";

interface NotificationsOptions {
  state: () => ClientState;
  owner: string;
  tab: string;
  localStore: LocalStore;
  after: After;
  /** The room is open here, on a visible page with focus. */
  isWatched: (roomId: number) => boolean;
  openRoom: (roomId: number) => void;
  /** The message in one line. */
  fetchWords: (message: Message) => Promise<string>;
}

/** Time for the tab or device that shows the room to mark it as read. */
const graceMs = 1000;

const keyOf = (owner: string) => `confab:announce:${owner}`;

export function createNotifications({
  state,
  owner,
  tab,
  localStore,
  after,
  isWatched,
  openRoom,
  fetchWords,
}: NotificationsOptions) {
  const permission = signal(permissionNow());
  const isOn = signal(localStore.get(keyOf(owner)) !== "off");
  const { locks } = navigator;
  // One tab notifies, not all.
  const leader = leadTabs({ name: `confab-announce:${owner}`, tab, locks, localStore, now: Date.now, after });
  let isStopped = false;

  /** For a new message, already folded into the state. */
  function hear(message: Message): void {
    if (mayShow(message)) after(graceMs, () => void showInTime(message));
  }

  /** Checked again after each wait: the message may be read or deleted by then. */
  async function showInTime(message: Message): Promise<void> {
    if (!mayShow(message)) return;
    const words = await fetchWords(message);
    if (mayShow(message)) show(message, words);
  }

  function mayShow(message: Message): boolean {
    const { rooms, me } = state();
    const room = rooms.get(message.roomId);
    if (isStopped || !room || !me || permission.value !== "granted" || !isOn.value) return false;
    if (!leader.isLeader() || room.counter.counts.readSeq >= message.seq) return false;
    const loudness = { kind: room.info.kind, ...room.settings };
    return shouldNotify({
      message,
      room: loudness,
      me,
      now: Date.now(),
      isWatched: isWatched(message.roomId),
    });
  }

  function show(message: Message, words: string): void {
    const { rooms, people, me } = state();
    const room = rooms.get(message.roomId);
    if (!room || !me) return;
    const author = people.get(message.author.id) ?? message.author;
    const members = (room.memberIds ?? []).flatMap((id) => people.get(id) ?? []);
    const isAlone = room.info.kind === "direct" && members.length <= 2;
    const where = roomName({ ...room.info, members }, me.id);
    const title = isAlone ? author.displayName : `${author.displayName} · ${where}`;
    try {
      const shown = new Notification(title, { body: words, tag: `confab-${message.id}` });
      shown.addEventListener("click", () => {
        window.focus();
        openRoom(message.roomId);
        shown.close();
      });
    } catch {
      // Some phones allow notifications for installed pages only.
      permission.value = "absent";
    }
  }

  return {
    permission,
    isOn,
    hear,
    /** Only from a click: browsers penalize pages that ask unprompted. */
    async ask(): Promise<void> {
      if (permissionNow() === "default") await Notification.requestPermission();
      permission.value = permissionNow();
    },
    turn(on: boolean): void {
      isOn.value = on;
      localStore.put(keyOf(owner), on ? "on" : "off");
    },
    stop(): void {
      isStopped = true;
      leader.resign();
    },
  };
}

function permissionNow(): Permission {
  return "Notification" in window && window.isSecureContext ? Notification.permission : "absent";
}
