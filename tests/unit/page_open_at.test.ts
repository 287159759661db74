// A room that is opened at a message (SPEC N5).
import { expect, test } from "bun:test";

import { ada, bob, createModelRoom } from "./page_model.ts";
import { createWire } from "./page_wire.ts";

function longRoom() {
  const room = createModelRoom();
  for (let at = 0; at < 300; at += 1) room.post(bob, `${at}`);
  room.mark(ada.id, 300);
  const wire = createWire(room, ada);
  const seqs = () => wire.shown().map(({ seq }) => seq);
  return { room, wire, seqs, core: wire.core };
}

test("[N5] a room opened at a message loads around it and nothing else, also when that was asked before hello", async () => {
  const { room, wire, seqs, core } = longRoom();
  await core.openRoom(room.id, { at: 20 });
  wire.connect();
  await wire.settle();
  expect(seqs()).toContain(20);
  expect(seqs()).not.toContain(300);
  // As the page does once the room is there.
  await core.openRoom(room.id, { at: 20 });
  expect(seqs()).toContain(20);
});

test("[N5] what is held already is not loaded again; the next opening is at the end as ever", async () => {
  const { room, wire, seqs, core } = longRoom();
  wire.connect();
  await core.openRoom(room.id);
  const held = wire.shown();
  await core.openRoom(room.id, { at: 290 });
  expect(wire.shown()).toBe(held);
  await core.openRoom(room.id, { at: 20 });
  expect(seqs()).toContain(20);
  await core.openRoom(null);
  await core.openRoom(room.id);
  expect(seqs().at(-1)).toBe(300);
});
