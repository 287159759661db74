// The shortcuts of the page as a whole; those of a room are with the room.
import { useEffect } from "preact/hooks";

import { useApp, useChat } from "../app_context.ts";
import { useShortcut } from "./shortcut_listener.ts";
import { isList } from "../route.ts";
import { neighbourOf } from "../../sidebar/room_steps.ts";
import { badgeOf, sidebarLists } from "../../client/room_lists.ts";

import { markAllRead } from "../../sidebar/mark_all_read.ts";
import { openSwitcher } from "../../switcher/open_switcher.tsx";
import { switcherChunk } from "../chunks.ts";
import { lazy } from "../../ui/lazy/lazy.tsx";
import { inDialog } from "../../ui/lazy/frames.tsx";

const ShortcutSheet = lazy(switcherChunk, ({ ShortcutSheet }) => ShortcutSheet, inDialog);

export function GlobalKeys() {
  const app = useApp();
  const chat = useChat();
  const { keys, router } = app;
  const route = router.route.value;
  const openId = route.view === "room" ? route.roomId : null;
  const covers = isList(route);

  function step(by: 1 | -1, { unread }: { unread: boolean }): void {
    const { rooms, people } = sidebarLists(chat.state.peek().rooms.values(), openId);
    const now = Date.now();
    const all = [...rooms, ...people].map((room) => ({
      id: room.info.id,
      isUnread: badgeOf(room, now).isBold || badgeOf(room, now).count > 0,
    }));
    const roomId = neighbourOf(all, { from: openId, by, unread });
    if (roomId !== null) router.go({ view: "room", roomId });
  }

  useShortcut(keys, "switcher", () => openSwitcher(app));
  useShortcut(keys, "sheet", () => app.show((close) => <ShortcutSheet close={close} />));
  useShortcut(keys, "search", () => router.go({ view: "search", query: "" }));
  useShortcut(keys, "previousRoom", () => step(-1, { unread: false }));
  useShortcut(keys, "nextRoom", () => step(1, { unread: false }));
  useShortcut(keys, "previousUnread", () => step(-1, { unread: true }));
  useShortcut(keys, "nextUnread", () => step(1, { unread: true }));
  useShortcut(keys, "markAllRead", () => markAllRead(app, chat));
  // What covers the room is left as it is closed.
  useEffect(() => (covers ? keys.open(() => router.go({ view: "home" })) : undefined), [keys, covers]);
  return null;
}
