// The client core beyond posting: typing, being away, reacting, quotes, replies, rosters (SPEC T1, T2, E2, N1, N2).
import { describe, expect, test } from "bun:test";

import type { ServerFrame } from "../../src/protocol/shapes.ts";
import { nameOf } from "../../web/client/people_state.ts";
import { plainPerson } from "../support/plain_values.ts";
import { ada, bob, createModelRoom } from "./page_model.ts";
import { createWire } from "./page_wire.ts";

async function start() {
  const room = createModelRoom();
  const wire = createWire(room, ada);
  wire.connect();
  await wire.core.openRoom(room.id);
  const roomNow = () => {
    const now = wire.core.state().rooms.get(room.id);
    if (!now) throw new Error("Ada is not in the room.");
    return now;
  };
  /** What was sent since the last time it was asked, without what the server answers by itself. */
  const takeSent = () => wire.sent.splice(0).map(({ ref: _ref, ...frame }) => frame);
  return { room, wire, core: wire.core, roomNow, takeSent };
}

describe("typing", () => {
  test("[T1] it is said at most every 3 s while text is typed, and that it is gone once", async () => {
    const { room, wire, core, takeSent } = await start();
    for (const text of ["h", "he", "hel"]) core.typed(room.id, text);
    wire.pass(2999);
    core.typed(room.id, "hell");
    expect(takeSent()).toEqual([{ type: "typing", roomId: 7 }]);
    wire.pass(1);
    core.typed(room.id, "hello");
    core.typed(room.id, "");
    core.typed(room.id, "  ");
    expect(takeSent()).toEqual([
      { type: "typing", roomId: 7 },
      { type: "typing", roomId: 7, on: false },
    ]);
    // Typed and cleared all the time, it is not said more often.
    core.typed(room.id, "h");
    expect(takeSent()).toEqual([]);
  });

  test("[T1] a message ends it without a word, and the next text is said at once", async () => {
    const { room, core, takeSent } = await start();
    core.typed(room.id, "hello");
    core.post(room.id, "hello");
    core.typed(room.id, "");
    core.typed(room.id, "and");
    const [first, post, last, ...rest] = takeSent();
    expect([first, last]).toEqual([
      { type: "typing", roomId: 7 },
      { type: "typing", roomId: 7 },
    ]);
    expect(post).toMatchObject({ type: "post", body: "hello" });
    expect(rest).toEqual([]);
  });

  test("[T1] nothing is said of what was typed on a line that is gone", async () => {
    const { room, wire, core, takeSent } = await start();
    core.typed(room.id, "hello");
    wire.drop();
    core.typed(room.id, "hello there");
    wire.connect();
    takeSent();
    core.typed(room.id, "");
    core.typed(room.id, "hello there");
    expect(takeSent()).toEqual([{ type: "typing", roomId: 7 }]);
  });

  test("[T1] another's typing that is not said again ends by this client's clock", async () => {
    const { wire, core, roomNow } = await start();
    const typing: ServerFrame = { type: "typing", roomId: 7, userId: bob.id, on: true };
    core.receive(typing);
    wire.pass(6000);
    core.receive({ ...typing });
    wire.pass(6999);
    expect([...roomNow().typing]).toEqual([bob.id]);
    wire.pass(1);
    expect([...roomNow().typing]).toEqual([]);
  });
});

describe("being away", () => {
  const minute = 60_000;

  test("[T2] ten minutes without input are away, the next input is online", async () => {
    const { wire, core, takeSent } = await start();
    wire.pass(9 * minute);
    core.noteInput();
    wire.pass(9 * minute);
    expect(takeSent()).toEqual([]);
    wire.pass(minute);
    expect(takeSent()).toEqual([{ type: "presence", state: "away" }]);
    core.noteInput();
    core.noteInput();
    expect(takeSent()).toEqual([{ type: "presence", state: "online" }]);
    wire.pass(10 * minute);
    expect(takeSent()).toEqual([{ type: "presence", state: "away" }]);
  });

  test("[T2] a tab that is away says so again on each new connection", async () => {
    const { wire, takeSent } = await start();
    wire.drop();
    wire.pass(10 * minute);
    expect(takeSent()).toEqual([]);
    wire.connect();
    expect(takeSent()).toEqual([{ type: "presence", state: "away" }]);
  });
});

describe("whom this tab shows", () => {
  const gathered = 100;
  const watch = (...userIds: number[]) => ({ type: "watch" as const, userIds });

  test("[T2] the tab watches those it shows, gathered for a moment, and again on each new connection", async () => {
    const { wire, core, takeSent } = await start();
    const hide = core.presence.show(bob.id);
    core.presence.show(3);
    core.presence.show(3);
    expect(takeSent()).toEqual([]);
    wire.pass(gathered);
    expect(takeSent()).toEqual([watch(bob.id, 3)]);
    hide();
    // Shown and gone within a moment: nothing to say.
    core.presence.show(9)();
    wire.pass(gathered);
    expect(takeSent()).toEqual([watch(3)]);
    wire.drop();
    core.presence.show(4);
    wire.pass(gathered);
    wire.connect();
    expect(takeSent()).toEqual([watch(4, 3)]);
  });

  test("[T2] a hidden tab watches nobody", async () => {
    const { wire, core, takeSent } = await start();
    core.presence.show(bob.id);
    wire.pass(gathered);
    core.presence.setVisible(false);
    core.presence.show(3);
    wire.pass(gathered);
    core.presence.setVisible(true);
    expect(takeSent()).toEqual([watch(bob.id), watch(), watch(3, bob.id)]);
  });

  test("[T2] of more than 200 those that came last are watched, of those that came together the first", async () => {
    const { wire, core, takeSent } = await start();
    for (let userId = 1000; userId < 1300; userId += 1) core.presence.show(userId);
    wire.pass(gathered);
    core.presence.show(5);
    wire.pass(gathered);
    const first = Array.from({ length: 200 }, (_, at) => 1000 + at);
    expect(takeSent()).toEqual([watch(...first), watch(5, ...first.slice(0, 199))]);
  });
});

describe("people", () => {
  const renamed = plainPerson(bob, { displayName: "Robert" });

  test("[P1] whoever was renamed while the line was down is called by the new name after it", async () => {
    const { room, wire, core } = await start();
    core.receive(room.post(bob, "a"));
    expect(wire.asked).toEqual([]);
    wire.drop();
    wire.directory.set(bob.id, renamed);
    wire.connect();
    await wire.settle();
    expect(nameOf(core.state(), bob).displayName).toBe("Robert");
    expect(new Set(wire.asked)).toEqual(new Set([ada.id, bob.id]));
  });

  test("[P1] what is said meanwhile is newer than the answer", async () => {
    const { room, wire, core } = await start();
    core.receive(room.post(bob, "a"));
    wire.drop();
    wire.connect();
    core.receive({ type: "user", user: renamed });
    await wire.settle();
    expect(nameOf(core.state(), bob).displayName).toBe("Robert");
  });
});

describe("reacting", () => {
  test("[E2] on and off at once go one after the other, and the last holds, though the first must wait", async () => {
    const { room, wire, core, roomNow } = await start();
    core.receive(room.post(bob, "a"));
    const on = core.react(70_001, "👍", true);
    const off = core.react(70_001, "👍", false);
    await wire.settle();
    expect(wire.sent.length).toBe(1);
    const ref = wire.sent.shift()?.ref ?? "";
    core.receive({ type: "error", ref, code: "too_fast", message: "Too fast.", retryAfterMs: 500 });
    wire.pass(500);
    for (let turn = 0; turn < 4; turn += 1) {
      wire.answer();
      await wire.settle();
    }
    await Promise.all([on, off]);
    expect(roomNow().window?.messages[0]?.reactions).toEqual([]);
  });

  test("[E2] what is not so yet is not shown", async () => {
    const { room, wire, core, roomNow } = await start();
    core.receive(room.post(bob, "a"));
    const on = core.react(70_001, "👍", true);
    await wire.settle();
    expect(roomNow().window?.messages[0]?.reactions).toEqual([]);
    wire.answer();
    await on;
    expect(roomNow().window?.messages[0]?.reactions).toMatchObject([{ emoji: "👍", userIds: [ada.id] }]);
  });

  test("[C6] a reaction that waited is not given in another past", async () => {
    const { room, wire, core } = await start();
    core.receive(room.post(bob, "a"));
    const on = core.react(70_001, "👍", true).catch((refused: Error) => refused.message);
    await wire.settle();
    wire.drop();
    wire.restart("second");
    wire.connect();
    expect(await on).toContain("restored");
    expect(wire.sent.filter(({ type }) => type === "react")).toEqual([]);
  });
});

describe("pinning, saving, marking all", () => {
  test("[N3] [N4] [U5] what was done is shown when the server says so", async () => {
    const { room, core, roomNow } = await start();
    core.receive(room.post(bob, "a"));
    await core.pin(70_001, true);
    expect(roomNow().window?.messages[0]?.pinnedAt).not.toBeNull();
    await core.save(70_001, true);
    expect(core.state().saved.has(70_001)).toBe(true);
    expect(roomNow().counter.counts.unread).toBe(1);
    await core.markAllRead();
    expect(roomNow().counter.counts.unread).toBe(0);
  });

  test("[N3] a pin that REST did while the socket is away is shown too", async () => {
    const { room, wire, core, roomNow } = await start();
    core.receive(room.post(bob, "a"));
    wire.drop();
    await core.pin(70_001, true);
    expect(roomNow().window?.messages[0]?.pinnedAt).not.toBeNull();
  });
});

describe("replies", () => {
  test("[N2] an original that a live reply quotes from far above is fetched, once", async () => {
    const { room, wire, core, roomNow } = await start();
    for (let at = 0; at < 80; at += 1) core.receive(room.post(bob, `${at}`));
    core.trim(room.id, "newest", 10);
    for (const frame of room.reply(bob, 1, "answer")) core.receive(frame);
    await wire.settle();
    expect(roomNow().quoted.get(70_001)).toMatchObject({ body: "0", replies: 1 });
    core.receive(room.edit(1, "edited"));
    expect(roomNow().quoted.get(70_001)?.body).toBe("edited");
  });

  test("[N1] a reply goes out with what it answers, also after a drop", async () => {
    const { room, wire, core } = await start();
    core.receive(room.post(bob, "a"));
    core.post(room.id, "answer", { replyTo: 70_001 });
    wire.drop();
    wire.connect();
    wire.answer();
    expect(room.messages().at(-1)).toMatchObject({ body: "answer", replyTo: 70_001 });
  });

  test("[N1] [C3] an open panel is live, is read again after a reload, and is gone when closed", async () => {
    const small = createModelRoom({ syncBehind: 3 });
    const wire = createWire(small, ada);
    const { core } = wire;
    wire.connect();
    await core.openRoom(small.id);
    const panel = () => core.state().rooms.get(small.id)?.panel;
    const bodies = () => panel()?.messages.map(({ body }) => body);
    core.receive(small.post(bob, "a"));
    for (const frame of small.reply(bob, 1, "r1")) core.receive(frame);
    await core.replies.open(small.id, 70_001);
    for (const frame of small.reply(bob, 1, "r2")) core.receive(frame);
    expect(bodies()).toEqual(["r1", "r2"]);
    wire.drop();
    for (let at = 0; at < 9; at += 1) small.reply(bob, 1, `away ${at}`);
    wire.connect();
    for (let turn = 0; turn < 4; turn += 1) {
      wire.answer();
      await wire.settle();
    }
    expect(bodies()?.length).toBe(11);
    core.replies.close();
    expect(panel()).toBeNull();
    expect(core.replies.wanted()).toBeNull();
  });
});
