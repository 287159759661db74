// The page's fold, with plain frames (SPEC §7).
import { describe, expect, test } from "bun:test";

import type { ServerFrame } from "../../src/protocol/shapes.ts";
import {
  applyFrame,
  applyOwn,
  applyPage,
  askedSync,
  lostConnection,
  nextSync,
  startState,
  type ClientState,
} from "../../web/client/client_state.ts";

import { ada, bob, createModelRoom, helloOf, type ModelRoom } from "./page_model.ts";

const pageOf = (room: ModelRoom, limit = 50) => ({
  roomId: room.id,
  page: room.page({ limit }),
  side: "fresh" as const,
});

/** Ada has the room open, with all it holds. */
function opened(room: ModelRoom): ClientState {
  return applyPage(applyFrame(startState(), helloOf([room], ada)), pageOf(room));
}

const fold = (state: ClientState, ...frames: ServerFrame[]) => frames.reduce(applyFrame, state);
const roomOf = (state: ClientState) => state.rooms.get(7);
const seqs = (state: ClientState) => roomOf(state)?.window?.messages.map(({ seq }) => seq);
const bodies = (state: ClientState) => roomOf(state)?.window?.messages.map(({ body }) => body);
const unread = (state: ClientState) => roomOf(state)?.counter.counts.unread;

describe("coming in", () => {
  test("[C1] events before hello are folded after it, known ones once", () => {
    const room = createModelRoom();
    const early = [room.post(bob, "a")];
    const hello = helloOf([room], ada);
    early.push(room.post(bob, "b"));
    const state = fold(startState(), ...early, hello);
    expect(roomOf(state)?.rev).toBe(2);
    expect(unread(state)).toBe(2);
    expect(roomOf(state)?.counter.counts).toEqual(room.counts(ada.id));
  });

  test("[C1] a message of a room that is announced later is kept for it", () => {
    const room = createModelRoom();
    const announced = room.room(ada.id);
    const state = fold(startState(), helloOf([], ada), room.post(bob, "a"), {
      type: "room",
      room: announced,
    });
    expect(roomOf(state)?.counter.counts).toEqual(room.counts(ada.id));
  });

  test("[C1] left forgets the room and what strays of it", () => {
    const room = createModelRoom();
    const state = fold(opened(room), { type: "left", roomId: 7 }, room.post(bob, "a"));
    expect(roomOf(state)).toBeUndefined();
    expect(
      roomOf(fold(state, { type: "left", roomId: 7 }, { type: "room", room: room.room(ada.id) }))?.rev,
    ).toBe(1);
  });
});

describe("events", () => {
  test("[C2] the next rev is folded, a smaller one is known", () => {
    const room = createModelRoom();
    const first = room.post(bob, "a");
    const before = opened(room);
    const second = room.post(bob, "b");
    const state = fold(before, second, first, second);
    expect(bodies(state)).toEqual(["a", "b"]);
    expect(unread(state)).toBe(2);
  });

  test("[C2] beyond a hole an event waits, and a sync from mine brings what lies between", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    let state = opened(room);
    room.post(bob, "b");
    const third = room.post(bob, "c");
    state = fold(state, third);
    expect(bodies(state)).toEqual(["a"]);
    expect(nextSync(state, 7)).toEqual({ roomId: 7, rev: 1 });
    state = askedSync(state, 7);
    expect(nextSync(state, 7)).toBeNull();
    const answer = room.sync(ada.id, 1);
    const fourth = room.post(bob, "d");
    state = fold(state, fourth, answer);
    expect(bodies(state)).toEqual(["a", "b", "c", "d"]);
    expect(roomOf(state)?.counter.counts).toEqual(room.counts(ada.id));
    expect(nextSync(state, 7)).toBeNull();
  });

  test("[W5] an edit, a deletion of an old message: in place, no new line, no unread", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    room.post(bob, "b");
    room.mark(ada.id, 2);
    const state = fold(opened(room), room.edit(1, "A"), room.remove(2));
    expect(bodies(state)).toEqual(["A", ""]);
    expect(unread(state)).toBe(0);
  });

  test("[C4] a history page read before an edit arrives after it: the edit stays", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    const page = pageOf(room);
    const state = fold(opened(room), room.edit(1, "edited"));
    const merged = applyPage(state, page);
    expect(bodies(merged)).toEqual(["edited"]);
    expect(nextSync(merged, 7)).toEqual({ roomId: 7, rev: 1 });
  });

  test("[C4] a page older than the events that came while it loaded is followed by a sync from the page's rev", () => {
    const room = createModelRoom();
    for (const body of ["a", "b"]) room.post(bob, body);
    let state = applyFrame(startState(), helloOf([room], ada));
    const page = pageOf(room);
    state = fold(state, room.edit(1, "A"), room.post(bob, "c"));
    state = applyPage(state, page);
    const due = nextSync(state, 7);
    expect(due).toEqual({ roomId: 7, rev: 2 });
    state = fold(askedSync(state, 7), room.sync(ada.id, 2));
    expect(bodies(state)).toEqual(["A", "b", "c"]);
    expect(roomOf(state)?.rev).toBe(4);
    expect(unread(state)).toBe(3);
  });

  test("[C4] a window that does not reach the end takes no new posts, only counts them", () => {
    const room = createModelRoom();
    for (let at = 0; at < 10; at += 1) room.post(bob, `${at}`);
    let state = applyFrame(startState(), helloOf([room], ada));
    state = applyPage(state, { roomId: 7, page: room.page({ before: 5, limit: 2 }), side: "fresh" });
    state = fold(state, room.post(bob, "new"), room.edit(9, "outside"), room.edit(4, "inside"));
    expect(bodies(state)).toEqual(["2", "inside"]);
    expect(roomOf(state)?.window?.ahead).toEqual([]);
    expect(roomOf(state)?.rev).toBe(13);
    expect(unread(state)).toBe(11);
  });

  test("[D4] an ok shows my message but never moves rev", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    let state = opened(room);
    const mine = room.post(ada, "mine");
    state = applyOwn(state, mine.message);
    expect(bodies(state)).toEqual(["a", "mine"]);
    expect(roomOf(state)?.rev).toBe(1);
    state = fold(state, mine);
    expect(bodies(state)).toEqual(["a", "mine"]);
    expect(roomOf(state)?.rev).toBe(2);
    expect(unread(state)).toBe(1);
  });

  test("[D4] an ok or a page that is older than what is shown changes nothing", () => {
    const room = createModelRoom();
    const mine = room.post(ada, "mine");
    room.post(bob, "b");
    const older = room.page({ after: 0, limit: 2 });
    const state = fold(opened(room), room.edit(1, "edited"));
    expect(bodies(applyOwn(state, mine.message))).toEqual(["edited", "b"]);
    expect(bodies(applyPage(state, { roomId: 7, page: older, side: "after" }))).toEqual(["edited", "b"]);
  });

  test("[D4] an ok whose predecessors are still to come leaves no hole", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    let state = opened(room);
    const other = room.post(bob, "b");
    const mine = room.post(ada, "c");
    state = applyOwn(state, mine.message);
    expect(seqs(state)).toEqual([1]);
    expect(seqs(fold(state, other, mine))).toEqual([1, 2, 3]);
  });
});

describe("coming back", () => {
  test("[D6] away, miss 2, back, away with nothing new, back: the second time asks nothing", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    let state = lostConnection(opened(room));
    room.post(bob, "b");
    room.post(bob, "c");
    state = fold(state, helloOf([room], ada));
    expect(nextSync(state, 7)).toEqual({ roomId: 7, rev: 1 });
    state = fold(askedSync(state, 7), room.sync(ada.id, 1));
    expect(bodies(state)).toEqual(["a", "b", "c"]);
    state = fold(lostConnection(state), helloOf([room], ada));
    expect(nextSync(state, 7)).toBeNull();
    expect(unread(state)).toBe(3);
  });

  test("[D5] away, miss 3, a live post while catching up in parts: all, in order, none twice", () => {
    const room = createModelRoom({ syncMessages: 2 });
    room.post(bob, "a");
    let state = lostConnection(opened(room));
    for (const body of ["b", "c", "d"]) room.post(bob, body);
    state = fold(state, helloOf([room], ada));
    const first = room.sync(ada.id, 1);
    state = fold(askedSync(state, 7), room.post(bob, "e"), first);
    const due = nextSync(state, 7);
    expect(due).toEqual({ roomId: 7, rev: 3 });
    state = fold(askedSync(state, 7), room.sync(ada.id, 3));
    expect(nextSync(state, 7)).toBeNull();
    expect(bodies(state)).toEqual(["a", "b", "c", "d", "e"]);
    expect(roomOf(state)?.counter.counts).toEqual(room.counts(ada.id));
  });

  test("[D5] a missed post that was edited comes after its successors and still finds its place", () => {
    const room = createModelRoom({ syncMessages: 1 });
    room.post(bob, "a");
    let state = lostConnection(opened(room));
    room.post(bob, "b");
    room.post(bob, "c");
    room.edit(2, "B");
    state = fold(state, helloOf([room], ada));
    for (let due = nextSync(state, 7); due; due = nextSync(state, 7)) {
      state = fold(askedSync(state, 7), room.sync(ada.id, due.rev));
    }
    expect(bodies(state)).toEqual(["a", "B", "c"]);
  });

  test("[C3] complete: false drops the window and takes the rev", () => {
    const room = createModelRoom({ syncBehind: 3 });
    room.post(bob, "a");
    let state = lostConnection(opened(room));
    for (let at = 0; at < 9; at += 1) room.post(bob, `${at}`);
    state = fold(state, helloOf([room], ada));
    state = fold(askedSync(state, 7), room.sync(ada.id, 1));
    expect(roomOf(state)?.window).toBeNull();
    expect(nextSync(state, 7)).toBeNull();
    state = fold(applyPage(state, pageOf(room)), room.post(bob, "live"));
    expect(bodies(state)?.at(-1)).toBe("live");
    expect(seqs(state)).toEqual(room.messages().map(({ seq }) => seq));
  });

  test("[C2] a room that was never opened asks no sync however much it missed", () => {
    const rooms = [1, 2, 3].map((id) => createModelRoom({ id }));
    let state = lostConnection(applyFrame(startState(), helloOf(rooms, ada)));
    for (const room of rooms) room.post(bob, "a");
    state = fold(state, helloOf(rooms, ada));
    expect(nextSync(state, null)).toBeNull();
    expect(rooms.map(({ id }) => state.rooms.get(id)?.counter.counts.unread)).toEqual([1, 1, 1]);
  });

  test("[C2] the open room syncs first, one at a time", () => {
    const rooms = [1, 2, 3].map((id) => createModelRoom({ id }));
    let state = applyFrame(startState(), helloOf(rooms, ada));
    for (const room of rooms) state = applyPage(state, pageOf(room));
    state = lostConnection(state);
    for (const room of rooms) room.post(bob, "a");
    state = fold(state, helloOf(rooms, ada));
    expect(nextSync(state, 3)?.roomId).toBe(3);
    state = askedSync(state, 3);
    expect(nextSync(state, 3)).toBeNull();
  });

  test("[C6] another past, or a hello rev below mine, loads anew", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    room.post(bob, "b");
    const held = lostConnection(opened(room));
    const over = (line: "known" | "unknown", sameTo?: number) =>
      roomOf(
        fold(
          held,
          helloOf([room], ada, {
            epoch: "second",
            line,
            rooms: [{ ...room.room(ada.id), ...(sameTo === undefined ? {} : { sameTo }) }],
          }),
        ),
      );
    expect(over("unknown")?.window).toBeNull();
    expect(over("known", 1)?.window).toBeNull();
    expect(over("known", 2)?.window?.messages).toHaveLength(2);
    expect(over("known", 2)?.epoch).toBe("second");
    // What a page, or an answer, brought while the line was down is held too.
    const more = room.post(bob, "c").message;
    for (const late of [applyPage(held, pageOf(room)), applyOwn(held, more)]) {
      const known = { ...room.room(ada.id), sameTo: 2 };
      const hello = helloOf([room], ada, { epoch: "second", line: "known", rooms: [known] });
      expect(roomOf(fold(late, hello))?.window).toBeNull();
    }
    const restored = createModelRoom();
    restored.post(bob, "other");
    const state = fold(held, helloOf([restored], ada));
    expect(roomOf(state)?.window).toBeNull();
    expect(roomOf(state)?.rev).toBe(1);
  });
});

describe("counts", () => {
  test("[U1] others' posts count, mine and edits do not, a deleted unread one is taken back", () => {
    const room = createModelRoom();
    let state = opened(room);
    state = fold(state, room.post(bob, "a"), room.post(ada, "mine"), room.edit(1, "A"), room.post(bob, "b"));
    expect(unread(state)).toBe(2);
    state = fold(state, room.remove(3), room.remove(2));
    expect(unread(state)).toBe(1);
    expect(roomOf(state)?.counter.counts).toEqual(room.counts(ada.id));
  });

  test("[U3] after marking 111 as read one new post shows 1", () => {
    const room = createModelRoom();
    for (let at = 0; at < 111; at += 1) room.post(bob, `${at}`);
    let state = opened(room);
    expect(unread(state)).toBe(111);
    room.mark(ada.id, 111);
    const read = { type: "read", roomId: 7, counts: room.counts(ada.id) } as const;
    state = fold(state, read, room.post(bob, "one"));
    expect(unread(state)).toBe(1);
  });

  test("[C5] counts read before an event and arriving after it are counted on from", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    let state = opened(room);
    room.mark(ada.id, 1);
    const read = { type: "read", roomId: 7, counts: room.counts(ada.id) } as const;
    state = fold(state, room.post(bob, "b"), read);
    expect(roomOf(state)?.counter.counts).toEqual(room.counts(ada.id));
    expect(unread(state)).toBe(1);
  });

  test("[C5] a sync read before my mark does not bring the badge back", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    let state = opened(room);
    const stale = room.sync(ada.id, 1);
    room.mark(ada.id, 1);
    state = fold(state, { type: "read", roomId: 7, counts: room.counts(ada.id) }, stale);
    expect(unread(state)).toBe(0);
  });

  test("[U2] unread from here, in any tab, keeps the room unread", () => {
    const room = createModelRoom();
    room.post(bob, "a");
    const counts = room.counts(ada.id);
    const state = fold(opened(room), { type: "read", roomId: 7, counts, unread: true });
    expect(roomOf(state)?.keepsUnread).toBe(true);
  });
});

describe("paging", () => {
  test("[C4] paging up and down over page edges gives each message once", () => {
    const room = createModelRoom();
    for (let at = 1; at <= 23; at += 1) room.post(bob, `${at}`);
    let state = applyFrame(startState(), helloOf([room], ada));
    state = applyPage(state, { roomId: 7, page: room.page({ around: 12, limit: 5 }), side: "fresh" });
    while (roomOf(state)?.window?.hasBefore) {
      const before = seqs(state)?.[0] ?? 0;
      const page = room.page({ before, limit: 5 });
      state = fold(state, room.post(bob, "while paging"));
      state = applyPage(state, { roomId: 7, page, side: "before" });
    }
    while (!roomOf(state)?.window?.atEnd) {
      const after = seqs(state)?.at(-1) ?? 0;
      state = applyPage(state, { roomId: 7, page: room.page({ after, limit: 5 }), side: "after" });
    }
    expect(seqs(state)).toEqual(room.messages().map(({ seq }) => seq));
  });

  test("[C4] a page that no longer touches the window changes nothing", () => {
    const room = createModelRoom();
    for (let at = 1; at <= 30; at += 1) room.post(bob, `${at}`);
    const state = opened(room);
    const late = { roomId: 7, page: { ...room.page({ before: 5, limit: 3 }) }, side: "before" as const };
    let short = applyPage(applyFrame(startState(), helloOf([room], ada)), pageOf(room, 5));
    short = applyPage(short, late);
    expect(seqs(short)).toEqual([26, 27, 28, 29, 30]);
    expect(seqs(state)?.length).toBe(30);
  });

  test("[C4] the first message of an empty room is appended", () => {
    const room = createModelRoom();
    expect(seqs(fold(opened(room), room.post(bob, "first")))).toEqual([1]);
  });
});

describe("retention", () => {
  test("[J2] a room of which nothing is kept goes on with its next post, and says from when on it keeps", () => {
    const room = createModelRoom();
    for (const body of ["a", "b", "c"]) room.post(bob, body);
    const emptied = { ...room.page({ limit: 50 }), messages: [], hasBefore: false };
    const keptFrom = { seq: 4, at: 1000 };
    const hello = applyFrame(startState(), helloOf([room], ada));
    const state = applyPage(hello, { roomId: 7, page: { ...emptied, keptFrom }, side: "fresh" });
    expect(seqs(state)).toEqual([]);
    const after = fold(state, room.post(bob, "d"), room.post(bob, "e"));
    expect(seqs(after)).toEqual([4, 5]);
    expect(roomOf(after)?.window).toMatchObject({ hasBefore: false, keptFrom });
  });
});
