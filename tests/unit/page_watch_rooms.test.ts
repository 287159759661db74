// C8: what lists over all rooms are told of the rooms that go and come back.
import { expect, test } from "bun:test";
import { signal } from "@preact/signals";

import type { ServerFrame } from "../../src/protocol/shapes.ts";
import { watchRooms } from "../../web/client/watch_rooms.ts";
import { applyFrame, lostConnection, startState } from "../../web/client/client_state.ts";
import { ada, createModelRoom, helloOf } from "./page_model.ts";

function startWatch() {
  const rooms = [1, 2].map((id) => createModelRoom({ id }));
  const state = signal(startState());
  const sent: string[] = [];
  const stop = watchRooms(state, {
    onGone: (ids) => sent.push(`gone ${ids.join()}`),
    onBack: () => sent.push("back"),
  });
  return {
    sent,
    stop,
    receive: (frame: ServerFrame) => (state.value = applyFrame(state.peek(), frame)),
    lose: () => (state.value = lostConnection(state.peek())),
    hello: (ids: number[]) =>
      helloOf(
        rooms.filter(({ id }) => ids.includes(id)),
        ada,
      ),
    room: (id: number): ServerFrame => {
      const room = rooms.find((one) => one.id === id);
      if (!room) throw new Error(`No room ${id}.`);
      return { type: "room", room: room.room(ada.id) };
    },
  };
}

test("[C8] a room that goes and comes back in one moment has gone and is back", () => {
  const { sent, receive, hello, room } = startWatch();
  receive(hello([1, 2]));
  receive({ type: "left", roomId: 2 });
  receive(room(2));
  expect(sent).toEqual(["gone 2", "back"]);
});

test("[C8] a room that is new is not back, and one that went twice is back twice", () => {
  const { sent, receive, hello, room } = startWatch();
  receive(hello([1]));
  receive(room(2));
  expect(sent).toEqual([]);
  for (const _ of [1, 2]) {
    receive({ type: "left", roomId: 2 });
    receive(room(2));
  }
  expect(sent).toEqual(["gone 2", "back", "gone 2", "back"]);
});

test("[C8] rooms that went while the connection was lost are told with hello; nothing is told after the end", () => {
  const { sent, receive, lose, hello, room, stop } = startWatch();
  receive(hello([1, 2]));
  lose();
  expect(sent).toEqual([]);
  receive(hello([1]));
  expect(sent).toEqual(["gone 2"]);
  stop();
  receive(room(2));
  expect(sent).toEqual(["gone 2"]);
});
