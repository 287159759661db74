// The page's fold of what rooms, people and messages say beyond plain posts, with plain frames (SPEC §5 to §7).
import { describe, expect, test } from "bun:test";

import type { Author, Person, ServerFrame } from "../../src/protocol/shapes.ts";
import {
  applyFrame,
  applyPage,
  applyReplies,
  askedSync,
  lostConnection,
  nextSync,
  startState,
  type ClientState,
} from "../../web/client/client_state.ts";
import { meetPeople, nameOf, presenceOf } from "../../web/client/people_state.ts";
import { mentionsMe } from "../../web/client/mentions_me.ts";
import { missingOriginals, originalOf } from "../../web/client/room_quotes.ts";
import { takeQuoted } from "../../web/client/room_state.ts";
import { startMemberList, takeMembers } from "../../web/client/member_list.ts";
import { plainPerson, plainUser } from "../support/plain_values.ts";
import { ada, bob, createModelRoom, helloOf, type ModelRoom } from "./page_model.ts";

const fold = (state: ClientState, ...frames: ServerFrame[]) =>
  frames.reduce<ClientState>((known, frame) => applyFrame(known, frame), state);

const open = (state: ClientState, room: ModelRoom, limit = 50) =>
  applyPage(state, { roomId: room.id, page: room.page({ limit }), side: "fresh" });

/** Ada has the room open, with all it holds. */
const opened = (room: ModelRoom) => open(applyFrame(startState(), helloOf([room], ada)), room);

function roomOf(state: ClientState) {
  const room = state.rooms.get(7);
  if (!room) throw new Error("Ada is not in the room.");
  return room;
}

/** Syncs until nothing is due; fails when that never ends. */
function caughtUp(state: ClientState, room: ModelRoom): ClientState {
  let next = state;
  for (let tries = 0; tries < 50; tries += 1) {
    const due = nextSync(next, 7);
    if (!due) return next;
    next = fold(askedSync(next, 7), room.sync(ada.id, due.rev));
  }
  throw new Error("Syncing does not end.");
}

const counts = (state: ClientState) => roomOf(state).counter.counts;
const cleo: Author = { id: 3, username: "cleo", displayName: "Cleo", avatar: null };

describe("mentions in counts", () => {
  const post = (room: ModelRoom) => [
    room.post(bob, "@ada", { names: [ada] }),
    room.post(bob, "@cleo", { names: [cleo] }),
    room.post(bob, "@everyone", { broadcast: { to: "everyone" } }),
    room.post(bob, "@here", { broadcast: { to: "here", userIds: [ada.id] } }),
    room.post(bob, "@here", { broadcast: { to: "here", userIds: [cleo.id] } }),
    room.post(ada, "@ada", { names: [ada], broadcast: { to: "everyone" } }),
  ];

  test("[U4] [C5] another's post that names me, or whose broadcast reached me, adds one", () => {
    const room = createModelRoom();
    const state = fold(opened(room), ...post(room));
    expect(counts(state)).toMatchObject({ unread: 5, mentions: 3 });
    expect(counts(state)).toEqual(room.counts(ada.id));
  });

  test("[U4] [C5] an unread mention that is deleted is taken back, a read one is not", () => {
    const room = createModelRoom();
    let state = fold(opened(room), ...post(room));
    state = fold(state, room.remove(1), room.remove(2));
    expect(counts(state)).toEqual(room.counts(ada.id));
    room.mark(ada.id, 3);
    state = fold(state, { type: "read", roomId: 7, counts: room.counts(ada.id) }, room.remove(3));
    expect(counts(state)).toMatchObject({ unread: 2, mentions: 1 });
    expect(counts(state)).toEqual(room.counts(ada.id));
  });

  test("[U4] an edit changes no mention; one that was edited and is then deleted still takes one", () => {
    const room = createModelRoom();
    const state = fold(opened(room), ...post(room), room.edit(1, "no name"), room.remove(1));
    expect(counts(state)).toEqual(room.counts(ada.id));
  });

  test("[U4] [C5] a deleted message that was never seen here: the server's counts are asked for", () => {
    const room = createModelRoom();
    post(room);
    const state = applyFrame(startState(), helloOf([room], ada));
    expect(nextSync(state, null)).toBeNull();
    const after = fold(state, room.remove(1));
    expect(nextSync(after, null)).not.toBeNull();
    expect(counts(caughtUp(after, room))).toEqual(room.counts(ada.id));
  });

  test("[M2] [U4] a large @here reaches who hears it; what a page says of it stays whatever events follow", () => {
    const room = createModelRoom();
    const atHere = (me?: boolean) => ({ to: "here" as const, count: 101, ...(me !== undefined && { me }) });
    const earlier = room.post(bob, "before I came", { broadcast: atHere(false) });
    let state = opened(room);
    expect(counts(state)).toMatchObject({ mentions: 0 });
    state = fold(state, room.post(bob, "@here", { broadcast: atHere() }));
    expect(counts(state)).toMatchObject({ unread: 2, mentions: 1 });
    // The event of an edit carries no `me`.
    const { message } = room.edit(1, "edited");
    state = fold(state, { ...earlier, rev: message.rev, message: { ...message, broadcast: atHere() } });
    expect(roomOf(state).window?.messages.map((one) => [one.body, mentionsMe(one, ada.id)])).toEqual([
      ["edited", false],
      ["@here", true],
    ]);
    const gone = room.remove(1);
    state = fold(state, gone, room.remove(2));
    expect(counts(state)).toMatchObject({ unread: 0, mentions: 0 });
  });

  test("[U1] [W4] a tombstone that comes again, for what replied to it, is not taken back twice", () => {
    const room = createModelRoom();
    let state = fold(opened(room), room.post(bob, "a"), room.post(bob, "b"), ...room.reply(bob, 1, "r"));
    state = fold(state, room.remove(1));
    expect(counts(state)).toEqual(room.counts(ada.id));
    state = fold(state, ...room.removeReply(3));
    expect(counts(state)).toMatchObject({ unread: 1 });
    expect(counts(state)).toEqual(room.counts(ada.id));
  });

  test("[C5] counts read before a deleted mention and arriving after it are counted on from", () => {
    const room = createModelRoom();
    let state = fold(opened(room), ...post(room));
    const read: ServerFrame = { type: "read", roomId: 7, counts: room.counts(ada.id) };
    state = fold(state, room.remove(1), read);
    expect(counts(state)).toEqual(room.counts(ada.id));
  });
});

describe("reactions", () => {
  const others = Array.from({ length: 20 }, (_, at) => 100 + at);

  function crowd() {
    const room = createModelRoom();
    room.post(bob, "a");
    for (const userId of others) room.react(userId, 1, "👍", true);
    return room;
  }

  function mine(state: ClientState, emoji = "👍"): boolean {
    const room = roomOf(state);
    const message = room.window?.messages[0];
    const reaction = message?.reactions.find((one) => one.emoji === emoji);
    return (reaction?.userIds.includes(ada.id) ?? false) || (room.mine.get(70_001)?.has(emoji) ?? false);
  }

  test("[E3] among the first 20 the message tells it, beyond them the event's `by` does", () => {
    const room = crowd();
    let state = opened(room);
    expect(mine(state)).toBe(false);
    state = fold(state, room.react(ada.id, 1, "👍", true), room.react(ada.id, 1, "🎉", true));
    expect([mine(state), mine(state, "🎉")]).toEqual([true, true]);
    expect(roomOf(state).window?.messages[0]?.reactions[0]).toMatchObject({ emoji: "👍", count: 21 });
    state = fold(state, room.react(bob.id, 1, "👍", true));
    expect(mine(state)).toBe(true);
    state = fold(state, room.react(ada.id, 1, "👍", false));
    expect(mine(state)).toBe(false);
  });

  test("[E3] a page, and a sync, name mine beyond the first 20; taken back meanwhile, they do not", () => {
    const room = crowd();
    room.react(ada.id, 1, "👍", true);
    let state = opened(room);
    expect(mine(state)).toBe(true);
    state = lostConnection(state);
    room.react(ada.id, 1, "👍", false);
    state = caughtUp(fold(state, helloOf([room], ada)), room);
    expect(mine(state)).toBe(false);
    state = lostConnection(state);
    room.react(ada.id, 1, "👍", true);
    state = caughtUp(fold(state, helloOf([room], ada)), room);
    expect(mine(state)).toBe(true);
  });

  test("[E3] a page read before my reaction arrives after its event: the reaction stays", () => {
    const room = crowd();
    const page = { roomId: 7, page: room.page({ limit: 50 }), side: "fresh" as const };
    const state = applyPage(fold(opened(room), room.react(ada.id, 1, "👍", true)), page);
    expect(mine(state)).toBe(true);
  });

  test("[E3] an event that does not say who reacted is followed by a sync that does", () => {
    const room = crowd();
    let state = opened(room);
    const { by: _by, ...event } = room.react(ada.id, 1, "👍", true);
    state = fold(state, event);
    expect(nextSync(state, 7)).not.toBeNull();
    expect(mine(caughtUp(state, room))).toBe(true);
  });
});

describe("replies", () => {
  test("[N2] an original outside the window comes with the page and follows its events", () => {
    const room = createModelRoom();
    for (let at = 1; at <= 9; at += 1) room.post(bob, `${at}`);
    room.reply(bob, 1, "answer");
    let state = open(applyFrame(startState(), helloOf([room], ada)), room, 3);
    const quoted = () => {
      const { window } = roomOf(state);
      const reply = window?.messages.at(-1);
      return reply && originalOf(roomOf(state), reply);
    };
    expect(quoted()?.body).toBe("1");
    state = fold(state, room.edit(1, "edited"));
    expect(quoted()?.body).toBe("edited");
    state = fold(state, room.remove(1));
    expect(quoted()).toMatchObject({ body: "", replies: 1 });
    expect(missingOriginals(roomOf(state))).toEqual([]);
  });

  test("[N2] [C4] one that is missing is named, and what is fetched is followed by a sync if it is older", () => {
    const room = createModelRoom();
    for (let at = 1; at <= 9; at += 1) room.post(bob, `${at}`);
    let state = open(applyFrame(startState(), helloOf([room], ada)), room, 3);
    const first = room.messages()[0]?.id ?? 0;
    const fetched = room.byIds([first]);
    state = fold(state, ...room.reply(bob, 1, "answer"), room.edit(1, "edited"));
    expect(missingOriginals(roomOf(state))).toEqual([first]);
    state = { ...state, rooms: new Map(state.rooms).set(7, takeQuoted(roomOf(state), fetched)) };
    expect(missingOriginals(roomOf(state))).toEqual([]);
    state = caughtUp(state, room);
    expect(roomOf(state).quoted.get(first)?.body).toBe("edited");
  });

  test("[N1] an open panel holds the original and its replies in order, live", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    room.reply(bob, 1, "r1");
    let state = opened(room);
    const page = room.replies(70_001, { limit: 50 });
    state = applyReplies(state, { roomId: 7, page, after: null });
    state = fold(state, ...room.reply(ada, 1, "r2"), room.post(bob, "elsewhere"), room.edit(1, "A"));
    const { panel } = roomOf(state);
    expect(panel?.original).toMatchObject({ body: "A", replies: 2 });
    expect(panel?.messages.map(({ body }) => body)).toEqual(["r1", "r2"]);
    state = fold(state, ...room.removeReply(2));
    expect(roomOf(state).panel?.original.replies).toBe(1);
    expect(roomOf(state).panel?.messages).toEqual(room.replies(70_001, { limit: 50 }).messages);
  });

  test("[N1] [C4] a page of replies older than the events is followed by a sync; page by page gives each once", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    for (let at = 0; at < 7; at += 1) room.reply(bob, 1, `r${at}`);
    let state = opened(room);
    const old = room.replies(70_001, { limit: 3 });
    state = fold(state, ...room.reply(bob, 1, "live"), room.edit(2, "R0"));
    state = applyReplies(state, { roomId: 7, page: old, after: null });
    state = fold(caughtUp(state, room), ...room.reply(bob, 1, "later"));
    // What is not next to what is shown waits for its page.
    expect(roomOf(state).panel?.messages.length).toBe(3);
    for (let next = roomOf(state).panel?.next; next; next = roomOf(state).panel?.next) {
      const page = room.replies(70_001, { limit: 3, after: next });
      state = applyReplies(state, { roomId: 7, page, after: next });
    }
    expect(roomOf(state).panel?.messages).toEqual(room.replies(70_001, { limit: 50 }).messages);
  });

  test("[C3] after a reload nothing old is quoted or open", () => {
    const room = createModelRoom({ syncBehind: 2 });
    room.post(bob, "a");
    room.reply(bob, 1, "r");
    let state = opened(room);
    state = applyReplies(state, { roomId: 7, page: room.replies(70_001, { limit: 50 }), after: null });
    state = lostConnection(state);
    for (let at = 0; at < 9; at += 1) room.post(bob, `${at}`);
    state = caughtUp(fold(state, helloOf([room], ada)), room);
    expect(roomOf(state)).toMatchObject({ window: null, panel: null });
    expect([roomOf(state).quoted.size, roomOf(state).mine.size]).toEqual([0, 0]);
  });
});

describe("much at once", () => {
  test("[W12] a message event without a message is a hole; its sync drops what was held", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    room.post(ada, "b");
    let state = fold(opened(room), room.erase(bob));
    expect(nextSync(state, 7)).toEqual({ roomId: 7, rev: 2 });
    state = fold(state, room.post(ada, "c"));
    state = caughtUp(state, room);
    expect(roomOf(state).window).toBeNull();
    expect(roomOf(state).rev).toBe(room.rev());
    expect(counts(state)).toEqual(room.counts(ada.id));
    expect(open(state, room).rooms.get(7)?.window?.messages).toEqual(room.messages());
  });

  test("[W12] [C1] one that comes before its room is kept for it", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    const announced = room.room(ada.id);
    let state = fold(startState(), helloOf([], ada), room.erase(bob), { type: "room", room: announced });
    state = caughtUp(state, room);
    expect(counts(state)).toEqual(room.counts(ada.id));
  });
});

describe("people", () => {
  const person = (changes: Partial<Person> = {}) => plainPerson(bob, changes);

  test("[P1] what a person is called now wins over what a message calls them", () => {
    let state = fold(startState(), helloOf([], ada));
    expect(nameOf(state, bob)).toEqual(bob);
    state = fold(state, { type: "user", user: person({ displayName: "Robert" }) });
    expect(nameOf(state, bob).displayName).toBe("Robert");
  });

  test("[P1] a list read before an event and arriving after it does not bring the old name back", () => {
    let state = fold(startState(), helloOf([], ada));
    state = fold(state, { type: "user", user: person({ displayName: "Robert" }) });
    state = meetPeople(state, [person(), plainPerson(cleo)]);
    expect(nameOf(state, bob).displayName).toBe("Robert");
    expect(state.people.get(cleo.id)).toEqual(plainPerson(cleo));
  });

  test("[P1] people of direct rooms are known from hello and from `room`", () => {
    const room = createModelRoom({ kind: "direct" });
    const direct = room.room(ada.id, { members: [plainPerson(ada), person()], receipts: [] });
    const state = fold(startState(), helloOf([], ada, { rooms: [direct] }));
    expect(roomOf(state).memberIds).toEqual([1, 2]);
    expect(state.people.get(bob.id)).toEqual(person());
    const later = fold(startState(), helloOf([], ada), { type: "room", room: direct });
    expect(later.people.get(bob.id)).toEqual(person());
  });

  test("[C6] people of another past are forgotten", () => {
    const known = fold(startState(), helloOf([], ada), { type: "user", user: person() });
    const over = (line: "same" | "known" | "unknown") =>
      fold(lostConnection(known), helloOf([], ada, { epoch: "second", line })).people.has(bob.id);
    expect([over("same"), over("known"), over("unknown")]).toEqual([true, true, false]);
  });

  test("[P4] `me` carries what only I know, and how I am called with it", () => {
    const user = plainUser(ada, { displayName: "Countess", receipts: false });
    const state = fold(startState(), helloOf([], ada), { type: "me", user });
    expect(state.me).toEqual(user);
    expect(state.people.get(ada.id)).toEqual(plainPerson(ada, { displayName: "Countess" }));
  });

  test("[T2] presence is replaced by hello and by the answer to a watch, and moved on by events", () => {
    let state = fold(startState(), helloOf([], ada, { presence: [{ userId: 2, state: "away" }] }));
    expect(presenceOf(state, 2)).toBe("away");
    const others = [{ userId: 3, state: "online" as const }];
    state = fold(state, { type: "presence", userId: 2, state: "offline", others });
    expect([presenceOf(state, 2), presenceOf(state, 3)]).toEqual(["offline", "online"]);
    state = fold(state, { type: "ok", ref: "w", result: { presence: [{ userId: 3, state: "away" }] } });
    // Who is not watched any more is not known: that is no offline.
    expect([presenceOf(state, 2), presenceOf(state, 3)]).toEqual([null, "away"]);
    state = fold(lostConnection(state), helloOf([], ada));
    expect(presenceOf(state, 3)).toBeNull();
  });

  test("[P1] `user` tells of everyone who changed in a moment", () => {
    const cleo = { id: 3, username: "Cleo", displayName: "Cleo", avatar: null };
    const state = fold(startState(), helloOf([], ada), {
      type: "user",
      user: person({ displayName: "Robert" }),
      others: [plainPerson(cleo)],
    });
    expect([state.people.get(bob.id)?.displayName, state.people.get(3)?.username]).toEqual([
      "Robert",
      "Cleo",
    ]);
  });

  test("[N4] saved messages are in all tabs", () => {
    let state = fold(startState(), helloOf([], ada, { saved: [5, 6] }));
    state = fold(
      state,
      { type: "saved", messageId: 7, on: true },
      { type: "saved", messageId: 5, on: false },
    );
    expect([...state.saved]).toEqual([6, 7]);
  });

  test("[W14] a hello of another protocol says that the page is outdated", () => {
    const hello = helloOf([], ada);
    expect(fold(startState(), hello).isOutdated).toBe(false);
    for (const protocol of [1, 3]) expect(fold(startState(), { ...hello, protocol }).isOutdated).toBe(true);
  });

  test("[W3] workspace renames the workspace", () => {
    const state = fold(startState(), helloOf([], ada), { type: "workspace", workspace: { name: "Attic" } });
    expect(state.workspace.name).toBe("Attic");
  });
});

describe("typing", () => {
  const typing = (userId: number, on: boolean): ServerFrame => ({ type: "typing", roomId: 7, userId, on });
  const typists = (state: ClientState) => [...roomOf(state).typing];

  test("[T1] others type until they say otherwise; I never do", () => {
    const room = createModelRoom();
    const state = fold(opened(room), typing(bob.id, true), typing(ada.id, true), typing(3, true));
    expect(typists(state)).toEqual([bob.id, 3]);
    expect(typists(fold(state, typing(bob.id, false)))).toEqual([3]);
  });

  test("[T1] it ends with that person's message, not with another's, an edit or a reaction", () => {
    const room = createModelRoom();
    room.post(bob, "old");
    let state = fold(opened(room), typing(bob.id, true));
    state = fold(state, room.edit(1, "new"), room.react(3, 1, "👍", true), room.post(cleo, "c"));
    expect(typists(state)).toEqual([bob.id]);
    expect(typists(fold(state, room.post(bob, "b")))).toEqual([]);
  });

  test("[T1] it ends when they leave, and with the connection", () => {
    const room = createModelRoom();
    const state = fold(opened(room), typing(bob.id, true));
    expect(typists(fold(state, { type: "member", roomId: 7, user: bob, role: null }))).toEqual([]);
    expect(typists(lostConnection(state))).toEqual([]);
  });
});

describe("rooms", () => {
  test("[W6] a room is told whole: what is set for it, my role, whether it is archived", () => {
    const room = createModelRoom();
    const changes = { archivedAt: 5, broadcasts: "owners", role: "owner", notify: "nothing" } as const;
    const state = fold(opened(room), {
      type: "room",
      room: room.room(ada.id, { ...changes, starred: true, mutedUntil: 9 }),
    });
    expect(roomOf(state)).toMatchObject({
      info: { archivedAt: 5, broadcasts: "owners" },
      role: "owner",
      settings: { notify: "nothing", starred: true, mutedUntil: 9, hiddenSeq: null },
    });
  });

  test("[U6] receipts only rise; a room told anew without one has none", () => {
    const room = createModelRoom({ kind: "direct" });
    const members = [plainPerson(ada), plainPerson(bob)];
    const direct = (receipts: { userId: number; seq: number }[]): ServerFrame => ({
      type: "room",
      room: room.room(ada.id, { members, receipts }),
    });
    const receipt = (seq: number): ServerFrame => ({ type: "receipt", roomId: 7, userId: 2, seq });
    let state = fold(opened(room), direct([{ userId: 2, seq: 3 }]), receipt(5), receipt(4));
    expect([...roomOf(state).receipts]).toEqual([[2, 5]]);
    state = fold(state, direct([{ userId: 2, seq: 4 }]));
    expect([...roomOf(state).receipts]).toEqual([[2, 5]]);
    expect(roomOf(fold(state, direct([]))).receipts.size).toBe(0);
  });

  test("[W6] a direct room moves up with what is said in it", () => {
    const room = createModelRoom({ kind: "direct" });
    const members = [plainPerson(ada), plainPerson(bob)];
    const direct = room.room(ada.id, { members, receipts: [], lastAt: 7 });
    let state = fold(startState(), helloOf([], ada, { rooms: [direct] }));
    expect(roomOf(state).lastAt).toBe(7);
    const posted = room.post(bob, "hi");
    state = fold(state, posted);
    expect(roomOf(state).lastAt).toBe(posted.message.createdAt);
  });

  test("[W3] a roster follows who comes and goes; a page read before does not undo it", () => {
    const room = createModelRoom();
    let state = opened(room);
    const asked = { ...roomOf(state), memberList: startMemberList() };
    state = { ...state, rooms: new Map(state.rooms).set(7, asked) };
    state = fold(
      state,
      { type: "member", roomId: 7, user: bob, role: null },
      { type: "member", roomId: 7, user: cleo, role: "owner" },
    );
    const { memberList } = roomOf(state);
    if (!memberList) throw new Error("The roster is gone.");
    const members = [ada, bob, cleo].map((one) => ({
      user: plainPerson(one),
      role: "member" as const,
      joinedAt: 0,
    }));
    expect(takeMembers(memberList, { members, next: null }).roles).toEqual(
      new Map([
        [1, "member" as const],
        [3, "owner" as const],
      ]),
    );
  });
});

describe("everything at random", () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
    test(`[D5] [C4] [U4] [E3] [N2] whatever happens and is missed, what is held is as a newcomer has it (seed ${seed})`, () => {
      let at = seed * 7919;
      const random = (below: number) => {
        at = (at * 1_103_515_245 + 12_345) % 2_147_483_648;
        return Math.floor((at / 2_147_483_648) * below);
      };
      const room = createModelRoom({ syncMessages: 3, syncBehind: 30 });
      const crowd = Array.from({ length: 24 }, (_, index) => 100 + index);
      for (let first = 0; first < 4; first += 1) room.post(bob, `${first}`);
      for (const userId of crowd) room.react(userId, 1, "👍", true);
      let state = opened(room);
      let isOnline = true;
      let done = 0;
      const kinds: Record<string, (seq: number, step: number) => ServerFrame[]> = {
        post: (_seq, step) => [room.post(random(2) ? bob : ada, `${step}`)],
        mention: (_seq, step) => [room.post(bob, `${step}`, { names: [ada] })],
        broadcast: (_seq, step) => [room.post(bob, `${step}`, { broadcast: { to: "everyone" } })],
        reply: (seq, step) => (isThere(seq) ? room.reply(random(2) ? bob : ada, seq, `${step}`) : []),
        edit: (seq, step) => (isThere(seq) ? [room.edit(seq, `${step}`)] : []),
        remove: (seq) => {
          if (!isThere(seq)) return [];
          return room.messages()[seq - 1]?.replyTo === null ? [room.remove(seq)] : room.removeReply(seq);
        },
        react: (seq) =>
          isThere(seq) ? [room.react(random(2) ? ada.id : bob.id, seq, "🎉", random(2) > 0)] : [],
        reactBeyond: () => (isThere(1) ? [room.react(ada.id, 1, "👍", random(2) > 0)] : []),
        pin: (seq) => (isThere(seq) ? [room.pin(seq, random(2) > 0)] : []),
        mark: () => {
          room.mark(ada.id, random(room.messages().length + 1));
          return [{ type: "read", roomId: 7, counts: room.counts(ada.id) }];
        },
        erase: () => (random(6) === 0 ? [room.erase(bob)] : []),
      };
      const isThere = (seq: number) => room.messages()[seq - 1]?.deletedAt === null;
      const names = Object.keys(kinds);
      for (let step = 0; step < 400; step += 1) {
        const seq = 1 + random(room.messages().length);
        const frames = kinds[names[random(names.length)] ?? ""]?.(seq, step) ?? [];
        done += frames.length;
        // A line that is about to break loses what comes last; holes in the middle are gaps of the server's own.
        if (isOnline) for (const frame of frames) if (random(12) > 0) state = applyFrame(state, frame);
        if (random(15) === 0) {
          state = isOnline ? lostConnection(state) : fold(state, helloOf([room], ada));
          isOnline = !isOnline;
        }
        if (isOnline && random(4) === 0) {
          const due = nextSync(state, 7);
          if (due) state = fold(askedSync(state, 7), room.sync(ada.id, due.rev));
        }
        if (isOnline && !roomOf(state).window) state = open(state, room, 20);
        if (isOnline && !roomOf(state).panel && isThere(2)) {
          const page = room.replies(70_002, { limit: 100 });
          state = applyReplies(state, { roomId: 7, page, after: null });
        }
      }
      state = fold(lostConnection(state), helloOf([room], ada));
      state = caughtUp(state, room);
      if (!roomOf(state).window) state = open(state, room, 20);
      state = caughtUp(state, room);

      expect(done).toBeGreaterThan(200);
      const held = roomOf(state);
      const run = held.window?.messages ?? [];
      const from = (run[0]?.seq ?? 1) - 1;
      expect(run).toEqual(room.messages().slice(from));
      expect(held.rev).toBe(room.rev());
      expect(held.counter.counts).toEqual(room.counts(ada.id));
      for (const [id, message] of held.quoted)
        expect(message).toEqual(room.messages()[id - 70_001] ?? message);
      if (held.panel) {
        const { message, messages } = room.replies(70_002, { limit: 100 });
        expect([held.panel.original, held.panel.messages]).toEqual([message, messages]);
      }
      const listed = room.mineOf(ada.id, run).map(({ messageId, emoji }) => `${messageId} ${emoji}`);
      const foldedMine = run.flatMap(({ id }) =>
        [...(held.mine.get(id) ?? [])].map((emoji) => `${id} ${emoji}`),
      );
      expect(foldedMine.sort()).toEqual(listed.sort());
    });
  }
});
