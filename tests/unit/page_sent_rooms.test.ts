// C9: rooms that come in pieces, and what of them is held or heard before their piece.
import { expect, test } from "bun:test";

import type { HelloFrame, RoomsFrame, ServerFrame } from "../../src/protocol/shapes.ts";
import {
  applyFrame,
  applyPage,
  lostConnection,
  nextSync,
  startState,
  takeRoomAnswer,
  type ClientState,
} from "../../web/client/client_state.ts";
import { ada, bob, createModelRoom, helloOf, type ModelRoom } from "./page_model.ts";
import { createWire } from "./page_wire.ts";

const fold = (state: ClientState, ...frames: ServerFrame[]) => frames.reduce(applyFrame, state);
const nothingLeft = { rooms: 0, unread: 0, mentions: 0 };
const manyLeft = { rooms: 9, unread: 0, mentions: 0 };

function firstOf(rooms: ModelRoom[], changes: Partial<HelloFrame> = {}): HelloFrame {
  const { rest: _rest, ...hello } = helloOf(rooms, ada, { line: "same", more: true, ...changes });
  return hello;
}
const piece = (rooms: ModelRoom[], rest?: RoomsFrame["rest"]): RoomsFrame => ({
  type: "rooms",
  rooms: rooms.map((room) => room.room(ada.id)),
  more: rest === undefined,
  ...(rest && { rest }),
});
const idsOf = ({ rooms }: ClientState) => [...rooms.keys()].sort((one, other) => one - other);
const make = (...ids: number[]) => ids.map((id) => createModelRoom({ id }));
const lastSeq = (state: ClientState, id: number) => state.rooms.get(id)?.counter.counts.lastSeq;

test("[C9] rooms come in hello and in pieces, until the last piece has come", () => {
  const [one, two, three] = make(1, 2, 3);
  if (!one || !two || !three) throw new Error("No rooms.");
  let state = fold(startState(), firstOf([one]), piece([two]));
  expect([idsOf(state), state.isLoadingRooms]).toEqual([[1, 2], true]);
  state = fold(state, piece([three], manyLeft));
  expect([idsOf(state), state.isLoadingRooms, state.rest]).toEqual([[1, 2, 3], false, manyLeft]);
});

test("[C9] after a drop rooms stay until the last piece; then those that no piece told of are gone", () => {
  const [one, two, three] = make(1, 2, 3);
  if (!one || !two || !three) throw new Error("No rooms.");
  let state = lostConnection(fold(startState(), helloOf([one, two, three], ada)));
  state = fold(state, firstOf([one]));
  expect(idsOf(state)).toEqual([1, 2, 3]);
  state = fold(state, piece([two], nothingLeft));
  expect(idsOf(state)).toEqual([1, 2]);
});

test("[C9] while there are rooms that are not told, absence means nothing: what is held is asked for", () => {
  const [one, two, three] = make(1, 2, 3);
  if (!one || !two || !three) throw new Error("No rooms.");
  let state = lostConnection(fold(startState(), helloOf([one, two, three], ada)));
  state = fold(state, firstOf([one]), piece([], manyLeft));
  expect([idsOf(state), [...state.awaited]]).toEqual([
    [1, 2, 3],
    [2, 3],
  ]);
  state = takeRoomAnswer(state, [2, 3], [two.room(ada.id)]);
  expect([idsOf(state), [...state.awaited]]).toEqual([[1, 2], []]);
});

test("[C9] [C6] nothing is folded into a room, nor synced, before its piece has come; then what came meanwhile is", () => {
  const [one, two] = make(1, 2);
  if (!one || !two) throw new Error("No rooms.");
  let state = lostConnection(fold(startState(), helloOf([one, two], ada)));
  two.post(bob, "missed");
  state = fold(state, firstOf([one]));
  const event = two.post(bob, "heard");
  state = fold(state, event);
  expect([lastSeq(state, 2), nextSync(state, 2)]).toEqual([0, null]);
  // Counts say that the room went on: what is held here may be of another past all the same.
  const counts = two.counts(ada.id);
  expect(nextSync(fold(state, { type: "read", roomId: 2, counts }), 2)).toBeNull();
  state = fold(state, piece([two]));
  expect(lastSeq(state, 2)).toBe(2);
  // A room that was never held likewise.
  const later = createModelRoom({ id: 5 });
  const batch = piece([later]);
  state = fold(state, later.post(bob, "first"), batch);
  expect(lastSeq(state, 5)).toBe(1);
});

test("[C9] [C6] on a known line a room of a later piece stays only as far as it is still so", () => {
  const [one, two, three] = make(1, 2, 3);
  if (!one || !two || !three) throw new Error("No rooms.");
  for (const room of [two, three]) room.post(bob, "a");
  let state = fold(startState(), helloOf([one, two, three], ada));
  for (const room of [two, three]) {
    state = applyPage(state, { roomId: room.id, page: room.page({ limit: 10 }, ada.id), side: "fresh" });
  }
  const second = { ...firstOf([one], { epoch: "second", line: "known" }), sameToId: 1 };
  const later: RoomsFrame = {
    type: "rooms",
    rooms: [
      { ...two.room(ada.id), sameTo: 1 },
      { ...three.room(ada.id), sameTo: 0 },
    ],
    more: false,
    rest: nothingLeft,
  };
  state = fold(lostConnection(state), second);
  state = fold(state, later);
  // What is held of the third reaches further than the past that is shared.
  expect([2, 3].map((id) => state.rooms.get(id)?.window?.messages.length)).toEqual([1, undefined]);
  expect([2, 3].map((id) => state.rooms.get(id)?.epoch)).toEqual(["second", "second"]);
});

test("[C9] the address of a room may still be mine until the last piece, and until the answer for its id", async () => {
  const room = createModelRoom();
  const wire = createWire(room, ada);
  wire.connect({ isLater: true });
  const other = 88;
  void wire.core.openRoom(other);
  wire.pass(1000);
  await wire.settle();
  expect([wire.core.mayBeMine(other), wire.askedRooms]).toEqual([true, []]);
  wire.sendRooms({ left: 9 });
  expect(wire.core.mayBeMine(other)).toBe(true);
  wire.pass(100);
  await wire.settle();
  expect([wire.core.mayBeMine(other), wire.askedRooms]).toEqual([false, [other]]);
  // Gone to later: asked for by its id, too.
  void wire.core.openRoom(room.id);
  expect(wire.core.mayBeMine(room.id)).toBe(true);
  wire.pass(100);
  await wire.settle();
  expect([wire.core.state().rooms.has(room.id), wire.askedRooms]).toEqual([true, [other, room.id]]);
});

test("[C9] an event of an unknown room has it asked for, once, after the last piece and a moment for `room` to come", async () => {
  const room = createModelRoom();
  const wire = createWire(room, ada);
  wire.connect();
  const other = createModelRoom({ id: 88 });
  wire.core.receive(other.post(bob, "who is this?"));
  wire.core.receive(other.post(bob, "hello?"));
  expect(wire.askedRooms).toEqual([]);
  wire.pass(100);
  await wire.settle();
  expect(wire.askedRooms).toEqual([88]);
  // Not mine: what was heard of it is forgotten, and it is not asked for again.
  expect(wire.core.state().earlyEvents).toEqual([]);
  wire.core.receive(other.post(bob, "hello?"));
  wire.pass(10_000);
  await wire.settle();
  expect(wire.askedRooms).toEqual([88]);
});
