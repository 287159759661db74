// What is announced, and when not: levels, mutes, do-not-disturb, quiet hours; and the number in the title.
import { describe, expect, test } from "bun:test";

import type { Author, Message, NotifyLevel } from "../../src/protocol/shapes.ts";
import { startState } from "../../web/client/client_state.ts";
import { enterRoom } from "../../web/client/room_state.ts";
import {
  shouldNotify,
  isQuiet,
  titleShare,
  type NotifyFacts,
} from "../../web/notifications/should_notify.ts";
import { pageTitle } from "../../web/app/page_title.ts";
import { plainMessage } from "../support/plain_values.ts";

const ada: Author = { id: 1, username: "ada", displayName: "Ada", avatar: null };
const bob: Author = { id: 2, username: "bob", displayName: "Bob", avatar: null };

const message: Message = plainMessage(7, { author: bob, clientId: "c", body: "hello" });
const named: Message = { ...message, mentions: [{ name: "ada", user: ada }] };
const now = Date.UTC(2026, 0, 15, 12);

const facts: NotifyFacts = {
  message,
  room: { kind: "public", notify: "everything", mutedUntil: null },
  me: { id: ada.id, dndUntil: null, quietHours: null },
  now,
  isWatched: false,
};
const room = (notify: NotifyLevel, more: Partial<NotifyFacts["room"]> = {}): NotifyFacts["room"] => ({
  ...facts.room,
  notify,
  ...more,
});

describe("what is announced", () => {
  test("[U7] by level: everything; mentions and direct; nothing; hidden", () => {
    const notifies = (level: NotifyLevel, message: Message) =>
      shouldNotify({ ...facts, room: room(level), message: message });
    expect([notifies("everything", message), notifies("everything", named)]).toEqual([true, true]);
    expect([notifies("default", message), notifies("default", named)]).toEqual([false, true]);
    expect([notifies("nothing", message), notifies("nothing", named)]).toEqual([false, false]);
    expect([notifies("hidden", message), notifies("hidden", named)]).toEqual([false, false]);
    expect(shouldNotify({ ...facts, room: room("default", { kind: "direct" }) })).toBe(true);
    expect(shouldNotify({ ...facts, room: room("nothing", { kind: "direct" }) })).toBe(false);
  });

  test("[M2] @everyone reaches me, @here only if I was here", () => {
    const notifies = (broadcast: Message["broadcast"]) =>
      shouldNotify({ ...facts, room: room("default"), message: { ...message, broadcast } });
    expect(notifies({ to: "everyone" })).toBe(true);
    expect(notifies({ to: "here", userIds: [3, ada.id] })).toBe(true);
    expect(notifies({ to: "here", userIds: [3] })).toBe(false);
  });

  test("[U7] a mute silences until its end, mentions too", () => {
    const muted = (mutedUntil: number) =>
      shouldNotify({ ...facts, message: named, room: room("everything", { mutedUntil }) });
    expect([muted(now + 1), muted(now), muted(now - 1)]).toEqual([false, true, true]);
  });

  test("[P4] do-not-disturb silences until its end, direct rooms too", () => {
    const notifies = (dndUntil: number) =>
      shouldNotify({ ...facts, room: room("default", { kind: "direct" }), me: { ...facts.me, dndUntil } });
    expect([notifies(now + 1), notifies(now)]).toEqual([false, true]);
  });

  test("[U2] what I watch, what I wrote and what is deleted is silent", () => {
    expect(shouldNotify(facts)).toBe(true);
    expect(shouldNotify({ ...facts, isWatched: true })).toBe(false);
    expect(shouldNotify({ ...facts, message: { ...named, author: ada } })).toBe(false);
    expect(shouldNotify({ ...facts, message: { ...message, deletedAt: now } })).toBe(false);
  });
});

describe("quiet hours", () => {
  const at = (hour: number, minute: number) => Date.UTC(2026, 0, 15, hour, minute);

  test("[P4] across midnight: from is quiet, to is not", () => {
    const night = { from: "22:00", to: "07:00", zone: "UTC" };
    const quiet = [at(21, 59), at(22, 0), at(23, 59), at(0, 0), at(6, 59), at(7, 0), at(12, 0)].map((time) =>
      isQuiet(night, time),
    );
    expect(quiet).toEqual([false, true, true, true, true, false, false]);
  });

  test("[P4] within a day, and none at all", () => {
    const noon = { from: "12:00", to: "13:30", zone: "UTC" };
    expect([at(11, 59), at(12, 0), at(13, 29), at(13, 30)].map((time) => isQuiet(noon, time))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const none = { from: "09:00", to: "09:00", zone: "UTC" };
    expect([at(8, 59), at(9, 0), at(9, 1)].some((time) => isQuiet(none, time))).toBe(false);
  });

  test("[P4] on the clocks of their zone, summer time too", () => {
    // 22:00 in Tokyo is 13:00 UTC.
    const tokyo = { from: "22:00", to: "07:00", zone: "Asia/Tokyo" };
    expect([at(12, 59), at(13, 0), at(21, 59), at(22, 0)].map((time) => isQuiet(tokyo, time))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const berlin = { from: "22:00", to: "07:00", zone: "Europe/Berlin" };
    expect(isQuiet(berlin, Date.UTC(2026, 0, 15, 20, 30))).toBe(false);
    expect(isQuiet(berlin, Date.UTC(2026, 6, 15, 20, 30))).toBe(true);
    const kathmandu = { from: "18:00", to: "18:45", zone: "Asia/Kathmandu" };
    expect(isQuiet(kathmandu, at(12, 30))).toBe(true);
    expect(shouldNotify({ ...facts, now: at(14, 0), me: { ...facts.me, quietHours: tokyo } })).toBe(false);
    expect(shouldNotify({ ...facts, now: at(9, 0), me: { ...facts.me, quietHours: tokyo } })).toBe(true);
  });

  test("[P4] midnight is 00:00, and a zone this browser does not know throws nothing", () => {
    expect(isQuiet({ from: "00:00", to: "00:30", zone: "UTC" }, at(0, 10))).toBe(true);
    expect(() => isQuiet({ from: "22:00", to: "07:00", zone: "Mars/Olympus" }, at(0, 0))).not.toThrow();
  });
});

describe("the number in the title", () => {
  test("[U7] muted rooms and silent ones add nothing, hidden ones their mentions", () => {
    const counts = { unread: 5, mentions: 2 };
    const share = (notify: NotifyLevel, mutedUntil: number | null = null) =>
      titleShare({ kind: "public", notify, mutedUntil, ...counts }, now);
    expect([share("everything"), share("default"), share("nothing"), share("hidden")]).toEqual([5, 5, 0, 2]);
    expect([share("everything", now + 1), share("everything", now)]).toEqual([0, 5]);
  });

  test("[U7] it stands before where one is, and counts only rooms whose mark is in the list", () => {
    const entered = (
      id: number,
      name: string,
      unread: number,
      notify: NotifyLevel,
      other: { archivedAt?: number; hiddenSeq?: number } = {},
    ) =>
      enterRoom(
        {
          id,
          kind: "public",
          name,
          topic: "",
          createdAt: 0,
          archivedAt: null,
          broadcasts: "members",
          notify,
          mutedUntil: null,
          starred: false,
          hiddenSeq: null,
          rev: 9,
          lastSeq: 9,
          readSeq: 0,
          unread,
          mentions: 0,
          joined: true,
          role: "member",
          ...other,
        },
        "e",
      );
    const rooms = new Map([
      [1, entered(1, "lounge", 2, "default")],
      [2, entered(2, "noise", 40, "nothing")],
      [3, entered(3, "last year", 1, "default", { archivedAt: 1 })],
      [4, entered(4, "put away", 1, "default", { hiddenSeq: 9 })],
    ]);
    const state = { ...startState(), workspace: { name: "Harbour Works" }, rooms };
    expect(pageTitle(state, 1, now)).toBe("(2) lounge · Harbour Works");
    expect(pageTitle(state, null, now)).toBe("(2) Harbour Works");
    expect(pageTitle(state, null, now, "Saved")).toBe("(2) Saved · Harbour Works");
    expect(pageTitle(startState(), null, now)).toBe("Confab");
  });
});
