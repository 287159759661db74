// What stands where in the side, what rooms and ends are called, and what the logs say.
import { describe, expect, test } from "bun:test";

import type { AuditAction, AuditEntry, Person, Room } from "../../src/protocol/shapes.ts";
import { noticesOf, memberNoticeText } from "../../web/conversation/member_notices_state.ts";
import { enterRoom } from "../../web/client/room_state.ts";
import { logLine } from "../../web/rooms/log_lines.ts";
import { isDisturbable, nameOf, othersIn, roomName, statusNow } from "../../web/people/people_words.ts";
import { mayManage } from "../../web/rooms/room_rights.ts";
import { badgeOf, sidebarLists } from "../../web/client/room_lists.ts";
import { muteEnds, statusEnds } from "../../web/settings/expiry_choices.ts";
import { forGood, untilText } from "../../web/i18n/until.ts";
import { textOf } from "../support/text_of.ts";

function person(id: number, displayName: string): Person {
  return {
    id,
    username: displayName.toLowerCase(),
    displayName,
    avatar: null,
    role: "member",
    status: null,
    dndUntil: null,
    isDeactivated: false,
  };
}
const [ada, bob, noor] = [person(1, "Ada"), person(2, "Bob"), person(3, "Noor")];

const plain: Room = {
  id: 1,
  kind: "public",
  name: "",
  topic: "",
  createdAt: 100,
  archivedAt: null,
  broadcasts: "members",
  notify: "default",
  mutedUntil: null,
  starred: false,
  hiddenSeq: null,
  rev: 9,
  lastSeq: 9,
  readSeq: 9,
  unread: 0,
  mentions: 0,
  joined: true,
  role: "member",
};
let lastId = 0;
const room = (name: string, more: Partial<Room> = {}) =>
  enterRoom({ ...plain, id: (lastId += 1), name, ...more }, "e");
const direct = (members: Person[], more: Partial<Room> = {}) =>
  room("", { kind: "direct", members, ...more });
const names = (rooms: readonly { info: { name: string } }[]) => rooms.map(({ info }) => info.name);

describe("the sidebar", () => {
  test("[U7] starred rooms first, then by name; archived apart", () => {
    const rooms = [
      room("support"),
      room("ärger"),
      room("zebra", { starred: true }),
      room("old", { archivedAt: 5 }),
      room("design", { kind: "private" }),
      room("apple", { starred: true }),
    ];
    const lists = sidebarLists(rooms, null);
    expect(names(lists.rooms)).toEqual(["apple", "zebra", "ärger", "design", "support"]);
    expect(names(lists.archived)).toEqual(["old"]);
  });

  test("[U7] numbers in names count as numbers", () => {
    const rooms = ["release 10", "release 9", "release 2.10", "release 2.4"].map((name) => room(name));
    expect(names(sidebarLists(rooms, null).rooms)).toEqual([
      "release 2.4",
      "release 2.10",
      "release 9",
      "release 10",
    ]);
  });

  test("[G1] direct rooms by when they were last spoken in; hidden ones out until something newer is said", () => {
    const old = direct([ada, bob], { lastAt: 1000 });
    const fresh = direct([ada, noor], { lastAt: 3000 });
    const unread = direct([ada], { createdAt: 2000 });
    const hidden = direct([ada, bob, noor], { lastAt: 9000, hiddenSeq: 9 });
    expect(sidebarLists([old, hidden, unread, fresh], null).people).toEqual([fresh, unread, old]);
    // The open one stays in sight.
    expect(sidebarLists([old, hidden], hidden.info.id).people).toEqual([hidden, old]);
    const back = direct([ada, bob, noor], { lastAt: 9000, hiddenSeq: 8 });
    expect(sidebarLists([old, back], null).people).toEqual([back, old]);
  });

  test("[U7] a hidden room comes back with a mention of me", () => {
    expect(sidebarLists([room("noise", { notify: "hidden", unread: 4 })], null).rooms).toEqual([]);
    expect(
      names(sidebarLists([room("noise", { notify: "hidden", unread: 4, mentions: 1 })], null).rooms),
    ).toEqual(["noise"]);
  });

  test("[U4] hot are mentions of me and what is said to me, nothing else; muted is quiet", () => {
    const now = 50;
    expect(badgeOf(room("a", { unread: 14 }), now)).toEqual({
      count: 14,
      says: "unread",
      isMention: false,
      isBold: true,
    });
    expect(badgeOf(room("a", { unread: 14, mentions: 1 }), now)).toMatchObject({
      count: 1,
      says: "mentions",
      isMention: true,
    });
    expect(badgeOf(direct([ada, bob], { unread: 3 }), now)).toMatchObject({ count: 3, isMention: true });
    for (const quiet of [{ mutedUntil: 51 }, { notify: "nothing" }] as const) {
      expect(badgeOf(room("a", { unread: 14, ...quiet }), now)).toMatchObject({
        count: 0,
        isMention: false,
        isBold: false,
      });
      expect(badgeOf(room("a", { unread: 14, mentions: 2, ...quiet }), now)).toMatchObject({
        count: 2,
        isMention: false,
        isBold: false,
      });
      expect(badgeOf(direct([ada, bob], { unread: 3, ...quiet }), now)).toMatchObject({
        count: 3,
        isMention: false,
        isBold: false,
      });
    }
    expect(badgeOf(room("a", { unread: 14, mutedUntil: 50 }), now).isBold).toBe(true);
  });
});

describe("what things are called", () => {
  test("[G1] a direct room by who else is in it; alone, by me", () => {
    const called = (members: Person[]) => roomName({ kind: "direct", name: "", members }, ada.id);
    expect(called([ada, bob])).toBe("Bob");
    expect(called([ada, bob, noor])).toBe("Bob, Noor");
    expect(called([ada])).toBe("Ada (you)");
    expect(roomName({ kind: "private", name: "budget" }, ada.id)).toBe("budget");
    expect(othersIn([ada], ada.id)).toEqual([ada]);
  });

  test("[P3] an erased person has a word instead of a name", () => {
    expect(nameOf({ displayName: "" })).toBe("Former member");
  });

  test("[P4] a status and do-not-disturb are shown until they end", () => {
    const status = { emoji: "🌴", text: "away", until: 100 };
    expect(statusNow({ status }, 99)).toEqual(status);
    expect(statusNow({ status }, 100)).toBeNull();
    expect(statusNow({ status: { ...status, until: null } }, 1e15)?.text).toBe("away");
    expect([isDisturbable({ dndUntil: 100 }, 99), isDisturbable({ dndUntil: 100 }, 100)]).toEqual([
      false,
      true,
    ]);
  });

  test("[G2] owners manage; admins in public rooms they are in; nobody a direct one", () => {
    const admin = { role: "admin" } as const;
    expect(mayManage(room("a", { role: "owner" }), ada)).toBe(true);
    expect(mayManage(room("a"), ada)).toBe(false);
    expect(mayManage(room("a"), admin)).toBe(true);
    expect(mayManage(room("a", { kind: "private" }), admin)).toBe(false);
    expect(mayManage(direct([ada, bob]), admin)).toBe(false);
  });
});

describe("ends", () => {
  // A Thursday, by the clocks of wherever the tests run.
  const now = new Date(2026, 0, 15, 14, 5).getTime();
  const ends = (choices: typeof statusEnds) =>
    Object.fromEntries(choices.map(({ name, endOf }) => [name, endOf(now)]));

  test("[P4] today ends at midnight, the week on Monday, tomorrow begins in the morning", () => {
    expect(ends(statusEnds)).toEqual({
      "30m": now + 30 * 60_000,
      "1h": now + 60 * 60_000,
      today: new Date(2026, 0, 16).getTime(),
      week: new Date(2026, 0, 19).getTime(),
      open: null,
    });
    expect(ends(muteEnds)).toEqual({
      "1h": now + 60 * 60_000,
      tomorrow: new Date(2026, 0, 16, 8).getTime(),
      open: forGood,
    });
    const sunday = new Date(2026, 0, 18, 23).getTime();
    expect(statusEnds.find(({ name }) => name === "week")?.endOf(sunday)).toBe(
      new Date(2026, 0, 19).getTime(),
    );
  });

  test("[P4] an end is said as people say it, and no end says nothing", () => {
    expect(untilText(now + 60_000, now)).toMatch(/^until \d/);
    expect(untilText(new Date(2026, 0, 16, 8).getTime(), now)).toMatch(/^until tomorrow, /);
    expect(untilText(new Date(2026, 0, 16).getTime(), now)).toBe("today");
    expect(untilText(new Date(2026, 0, 19).getTime(), now)).toMatch(/^until \p{L}+$/u);
    expect(untilText(new Date(2026, 0, 19, 8).getTime(), now)).toMatch(/^until \p{L}+, \d/u);
    expect(untilText(new Date(2026, 2, 1, 8).getTime(), now)).toMatch(/^until .*1/);
    expect(untilText(null, now)).toBe("");
    expect(untilText(forGood, now)).toBe("");
    // It can be sent and stored, and is still a time.
    expect(Number.isSafeInteger(forGood)).toBe(true);
    expect(new Date(forGood).getTime()).toBe(forGood);
  });
});

describe("logs", () => {
  const entry: AuditEntry = {
    id: 1,
    at: 0,
    action: "member_added",
    actor: ada,
    user: bob,
    roomId: null,
    detail: "",
  };
  const logWords = (more: Partial<AuditEntry>) => textOf(logLine({ ...entry, ...more }, nameOf));

  test("[G7] who did what to whom, in words", () => {
    expect(logWords({})).toBe("Ada added Bob.");
    expect(logWords({ user: ada })).toBe("Ada joined.");
    expect(logWords({ action: "member_removed" })).toBe("Ada removed Bob.");
    expect(logWords({ action: "member_removed", user: ada })).toBe("Ada left.");
    expect(logWords({ action: "member_role", detail: "owner" })).toBe("Ada made Bob an owner.");
    expect(logWords({ action: "member_role", actor: null, detail: "owner" })).toBe("Bob became an owner.");
    expect(logWords({ action: "user_role", detail: "admin" })).toBe("Ada made Bob an admin.");
    expect(logWords({ action: "room_kind", detail: "private" })).toBe("Ada made the room private.");
    expect(logWords({ action: "user_registered" })).toBe(
      "Bob created an account with an invite link from Ada.",
    );
    expect(logWords({ action: "user_registered", actor: null })).toBe("Bob created an account.");
    expect(logWords({ action: "user_reset", actor: null })).toBe(
      "A password reset link for Bob was created on the command line.",
    );
    expect(logWords({ action: "user_reset_used", actor: null })).toBe("Bob set a new password with a link.");
    for (const [action, detail, sentence] of [
      ["user_registered", "member", "An account for Bob was created on the command line."],
      ["user_deactivated", "", "Bob was deactivated on the command line."],
      ["user_reactivated", "", "Bob was reactivated on the command line."],
      ["user_role", "admin", "Bob became an admin."],
      ["invite_made", "", "An invite link from Bob was created on the command line."],
      ["invite_revoked", "", "An invite link from Bob was revoked on the command line."],
      ["room_created", "public", "The room was created on the command line."],
      ["room_archived", "", "The room was archived on the command line."],
    ] as const) {
      expect(logWords({ action, detail, actor: null })).toBe(sentence);
    }
    expect(logWords({ action: "invite_made", user: null })).toBe("Ada created an invite link.");
    expect(logWords({ action: "invite_revoked" })).toBe("Ada revoked an invite link from Bob.");
    expect(logWords({ action: "invite_revoked", user: ada })).toBe("Ada revoked an invite link.");
    expect(logWords({ action: "registration", user: null, detail: "open" })).toBe(
      "Ada opened registration to everyone.",
    );
    expect(logWords({ action: "registration", user: null, detail: "invite" })).toBe(
      "Ada limited registration to invite links.",
    );
    expect(logWords({ action: "room_entered", roomId: 12 })).toBe("Ada joined room 12 as an admin.");
    expect(
      logWords({ action: "user_erased", user: { id: 2, username: "", displayName: "", avatar: null } }),
    ).toBe("Ada erased Former member.");
  });

  test("[G7] every action has its sentence", () => {
    const actions: AuditAction[] = [
      "user_role",
      "user_deactivated",
      "user_reactivated",
      "user_erased",
      "user_reset",
      "user_registered",
      "user_reset_used",
      "invite_made",
      "invite_revoked",
      "registration",
      "user_avatar_removed",
      "room_entered",
      "room_created",
      "room_kind",
      "room_archived",
      "room_unarchived",
      "member_added",
      "member_removed",
      "member_role",
      "message_deleted",
    ];
    for (const action of actions) expect(logWords({ action })).toMatch(/^\S.*\.$/);
  });

  test("[G6] the room is told who came in, and how", () => {
    const notice = (...facts: Parameters<typeof noticesOf>) =>
      textOf(memberNoticeText({ says: noticesOf(...facts) }, "Bob"));
    expect(notice({ role: "owner", entered: true }, false)).toBe("Bob joined as an admin.");
    expect(notice({ role: "owner" }, true)).toBe("Bob is now an owner.");
    expect(notice({ role: "member" }, false)).toBe("Bob joined the room.");
    expect(notice({ role: "member" }, true)).toBe("Bob is now a member.");
    expect(notice({ role: null }, true)).toBe("Bob is no longer in the room.");
  });
});
