// The client core on a wire that drops (SPEC D4, C6, U2, W1).
import { describe, expect, test } from "bun:test";

import { limits } from "../../src/protocol/limits.ts";

import { ada, bob, createModelRoom } from "./page_model.ts";
import { createWire } from "./page_wire.ts";

async function start() {
  const room = createModelRoom();
  const wire = createWire(room, ada);
  wire.connect();
  await wire.core.openRoom(room.id);
  return { room, wire, core: wire.core };
}

const error = (code: "too_fast" | "busy" | "not_found", retryAfterMs?: number) =>
  ({ type: "error", code, message: `It is ${code}.`, ...(retryAfterMs ? { retryAfterMs } : {}) }) as const;

const phases = (core: Awaited<ReturnType<typeof start>>["core"]) => core.outbox().map(({ phase }) => phase);

describe("the outbox", () => {
  test("[W1] one unanswered post a room; the next goes after ok", async () => {
    const { room, wire, core } = await start();
    for (const body of ["a", "b", "c"]) core.post(room.id, body);
    expect(wire.sent.map((frame) => frame.type === "post" && frame.body)).toEqual(["a"]);
    wire.answer();
    expect(room.messages().map(({ body }) => body)).toEqual(["a", "b", "c"]);
    expect(core.outbox()).toEqual([]);
    expect(wire.stored.size).toBe(0);
    expect(wire.shown().map(({ body }) => body)).toEqual(["a", "b", "c"]);
  });

  test("[D4] an ok that was lost: the same client id goes again, one message", async () => {
    const { room, wire, core } = await start();
    core.post(room.id, "once");
    wire.answer({ loseAnswers: true });
    wire.drop();
    expect(phases(core)).toEqual(["waiting"]);
    wire.connect();
    wire.answer();
    expect(room.messages().length).toBe(1);
    expect(wire.shown().map(({ body }) => body)).toEqual(["once"]);
    expect(core.outbox()).toEqual([]);
  });

  test("[D4] posted, edited in another tab, and sent again: the message as it now is", async () => {
    const { room, wire, core } = await start();
    core.post(room.id, "first");
    wire.answer({ loseAnswers: true });
    wire.drop();
    room.edit(1, "edited elsewhere");
    wire.connect();
    wire.answer();
    expect(wire.shown().map(({ body }) => body)).toEqual(["edited elsewhere"]);
    expect(core.outbox()).toEqual([]);
  });

  test("[D4] my message that comes as an event or in a sync settles its entry without the ok", async () => {
    const { room, core } = await start();
    const entry = core.post(room.id, "mine");
    const event = room.post(ada, "mine", entry.clientId);
    core.receive(event);
    expect(core.outbox()).toEqual([]);
  });

  test("[D4] a page of history that is ahead of the line settles my message: it never stands there twice", async () => {
    const { room, core } = await start();
    const entry = core.post(room.id, "mine");
    room.post(ada, "mine", entry.clientId);
    await core.histories.newest(room.id);
    expect(core.outbox()).toEqual([]);
  });

  test("[D7] passing errors are waited out by themselves, in order", async () => {
    const { room, wire, core } = await start();
    wire.refusals.push(error("too_fast", 3000), error("busy", 500));
    core.post(room.id, "a");
    core.post(room.id, "b");
    wire.answer();
    expect(phases(core)).toEqual(["waiting", "waiting"]);
    wire.pass(2999);
    wire.answer();
    expect(room.messages().length).toBe(0);
    wire.pass(1);
    wire.answer();
    wire.pass(500);
    wire.answer();
    expect(room.messages().map(({ body }) => body)).toEqual(["a", "b"]);
  });

  test("[W1] replies that overtake each other each find what they answer", async () => {
    const { room, wire, core } = await start();
    const messages = ["a", "b"].map((body) => room.post(ada, body).message);
    for (const message of messages)
      core.receive({ type: "message", roomId: room.id, rev: message.rev, message });
    const [first, second] = messages;
    if (!first || !second) throw new Error("Nothing was said.");
    const done: string[] = [];
    wire.refusals.push(error("busy", 500));
    core.post(room.id, "refused for now");
    const changes = [
      core.edit(first, "edited").then(() => done.push("edit")),
      core.react(second.id, "👍", true).then(() => done.push("react")),
      core.remove(first.id).then(() => done.push("remove")),
    ];
    await wire.settle();
    wire.answerBackwards();
    await Promise.all(changes);
    expect(done).toEqual(["remove", "react", "edit"]);
    // The later state of the message stays, though the reply to the edit came after it.
    expect(wire.shown()[0]).toMatchObject({ body: "" });
    expect(wire.shown()[1]?.reactions).toHaveLength(1);
    expect(phases(core)).toEqual(["waiting"]);
    wire.pass(500);
    wire.answerBackwards();
    expect(core.outbox()).toEqual([]);
    expect(room.messages().at(-1)?.body).toBe("refused for now");
  });

  test("[D7] a final error fails one entry with its reason and lets the next go; Try again sends it", async () => {
    const { room, wire, core } = await start();
    wire.refusals.push(error("not_found"));
    const refused = core.post(room.id, "a");
    core.post(room.id, "b");
    wire.answer();
    expect(core.outbox()).toMatchObject([{ body: "a", phase: "failed", reason: { code: "notMember" } }]);
    expect(wire.stored.get(refused.clientId)?.phase).toBe("failed");
    core.retry(refused.clientId);
    wire.answer();
    expect(room.messages().map(({ body }) => body)).toEqual(["b", "a"]);
  });

  test("[D7] a body over the limit is never sent, exactly the limit in emoji is", async () => {
    const { room, wire, core } = await start();
    core.post(room.id, "x".repeat(limits.bodyLength + 1));
    expect(wire.sent).toEqual([]);
    expect(phases(core)).toEqual(["failed"]);
    core.post(room.id, "👍".repeat(limits.bodyLength / 2));
    wire.answer();
    expect(room.messages().length).toBe(1);
  });

  test("[D7] no frame larger than the limit leaves, whatever escapes", async () => {
    const { room, wire, core } = await start();
    core.post(room.id, "\u0001".repeat(limits.bodyLength));
    expect(JSON.stringify(wire.sent[0]).length).toBeLessThan(limits.frameBytes);
  });

  for (const [name, end] of [
    ["unknown there", undefined],
    ["known there, but not to its end", { sameTo: 0, sameToId: 0 }],
  ] as const) {
    test(`[C6] an epoch that is ${name}: unsent posts stay without what they answer, edits and marks go`, async () => {
      const { room, wire, core } = await start();
      core.receive(room.post(bob, "old"));
      core.receive(room.post(ada, "mine"));
      const [old, mine] = wire.shown();
      core.post(room.id, "unsent", { replyTo: old?.id ?? 0 });
      const edit = core.edit(mine!, "queued").catch((refused: Error) => refused.message);
      const mark = core.markUnread(room.id, 1).catch((refused: Error) => refused.message);
      core.markRead(room.id, 2);
      await core.replies.open(room.id, old?.id ?? 0);
      wire.drop();
      wire.restart("second", end);
      wire.connect();
      expect(wire.shown()).toEqual([]);
      expect(core.replies.wanted()).toBeNull();
      wire.pass(300);
      expect(wire.sent.map(({ type }) => type)).not.toContain("read");
      for (let turn = 0; turn < 3; turn += 1) {
        wire.answer();
        await wire.settle();
      }
      expect(await edit).toContain("restored");
      expect(await mark).toContain("restored");
      expect(room.messages().map(({ body, replyTo }) => ({ body, replyTo }))).toEqual([
        { body: "old", replyTo: null },
        { body: "mine", replyTo: null },
        { body: "unsent", replyTo: null },
      ]);
      expect(wire.shown().map(({ body }) => body)).toEqual(["old", "mine", "unsent"]);
    });
  }

  for (const [name, sameTo, goes] of [
    ["still so", 2, true],
    ["of another past", 0, false],
  ] as const) {
    test(`[C9] [C6] what waits for a room that is told later waits until then: ${name}`, async () => {
      const { room, wire, core } = await start();
      core.receive(room.post(bob, "old"));
      core.receive(room.post(ada, "mine"));
      const [, mine] = wire.shown();
      const words = (refused: Error) => refused.message;
      const edit = core.edit(mine!, "queued").catch(words);
      core.markRead(room.id, 2);
      wire.drop();
      wire.restart("second", { sameTo, sameToId: mine?.id ?? 0 });
      wire.connect({ isLater: true });
      const asked = core.react(mine!.id, "👍", true).catch(words);
      const types = () => wire.sent.map(({ type }) => type).filter((type) => type !== "presence");
      const resume = async () => {
        wire.pass(300);
        await wire.settle();
      };
      await resume();
      await resume();
      expect(types()).toEqual([]);
      wire.sendRooms();
      await resume();
      expect(
        types()
          .filter((type) => type !== "sync")
          .sort(),
      ).toEqual(goes ? ["edit", "react", "read"] : []);
      wire.answer();
      const restored = expect.stringContaining("restored");
      expect(await Promise.all([edit, asked])).toEqual(goes ? [undefined, undefined] : [restored, restored]);
      // What is done now is done at once.
      void core.remove(mine!.id);
      expect(types()).toContain("delete");
    });
  }

  test("[C9] what waits does not wait where nothing can have been lost", async () => {
    const { room, wire, core } = await start();
    core.receive(room.post(ada, "mine"));
    const edit = core.edit(wire.shown()[0]!, "queued");
    wire.drop();
    wire.connect({ isLater: true });
    expect(wire.sent.map(({ type }) => type)).toContain("edit");
    wire.answer();
    await edit;
  });

  test("[C9] [C6] what waits for a room that no piece tells of waits until the answer for it", async () => {
    const { room, wire, core } = await start();
    core.receive(room.post(ada, "mine"));
    const edit = core.edit(wire.shown()[0]!, "queued").catch((refused: Error) => refused.message);
    wire.drop();
    wire.restart("second", { sameTo: 1, sameToId: 70_001 });
    wire.connect({ isLater: true });
    wire.sendRooms({ left: 9 });
    expect(wire.sent.map(({ type }) => type)).not.toContain("edit");
    wire.pass(100);
    // An answer does not say up to where the room is still so.
    expect(await edit).toContain("restored");
    expect(wire.askedRooms).toEqual([room.id]);
  });

  test("[C6] an ordinary restart drops nothing, and asks for no page", async () => {
    const { room, wire, core } = await start();
    core.receive(room.post(bob, "old"));
    core.receive(room.post(ada, "mine"));
    const [old, mine] = wire.shown();
    core.post(room.id, "unsent", { replyTo: old?.id ?? 0 });
    const edit = core.edit(mine!, "edited");
    core.markRead(room.id, 2);
    await core.replies.open(room.id, old?.id ?? 0);
    const pages = wire.pages.length;
    wire.drop();
    wire.restart("second", { sameTo: room.counts(ada.id).rev, sameToId: mine?.id ?? 0 });
    // Somebody else was quicker.
    room.post(bob, "after it");
    wire.connect();
    expect(wire.shown().map(({ body }) => body)).toEqual(["old", "mine"]);
    wire.pass(300);
    for (let turn = 0; turn < 3; turn += 1) {
      wire.answer();
      await wire.settle();
    }
    await edit;
    expect(wire.shown().map(({ body }) => body)).toEqual(["old", "edited", "after it", "unsent"]);
    expect(wire.shown().at(-1)?.replyTo).toBe(old?.id ?? 0);
    expect(room.counts(ada.id).readSeq).toBe(2);
    expect(core.replies.wanted()).not.toBeNull();
    expect(wire.pages.length).toBe(pages);
  });

  test("[C6] a page that was on its way over a restart is asked for anew", async () => {
    const { room, wire, core } = await start();
    for (let at = 0; at < 70; at += 1) room.post(bob, `${at}`);
    wire.drop();
    wire.connect();
    wire.answer();
    await wire.settle();
    await core.histories.newest(room.id);
    const before = core.histories.before(room.id);
    wire.drop();
    wire.restart("second", { sameTo: 70, sameToId: 20_070 });
    wire.connect();
    expect(await before).toBe(true);
    expect(wire.shown()).toHaveLength(70);
    expect(wire.pages.slice(-2)).toEqual([wire.pages.at(-1)!, wire.pages.at(-1)!]);
  });

  test("[C6] the same epoch asks again for an edit whose answer was lost", async () => {
    const { room, wire, core } = await start();
    const message = room.post(ada, "old").message;
    const edit = core.edit(message, "new");
    wire.drop();
    wire.connect();
    wire.answer();
    await edit;
    expect(room.messages()[0]?.body).toBe("new");
  });
});

describe("reading", () => {
  test("[U2] marks are told once for many messages, and what was read offline after the next hello", async () => {
    const { room, wire, core } = await start();
    for (let at = 0; at < 5; at += 1) core.receive(room.post(bob, `${at}`));
    for (const seq of [1, 2, 3]) core.markRead(room.id, seq);
    wire.pass(300);
    expect(wire.sent).toMatchObject([{ type: "read", seq: 3 }]);
    wire.answer();
    await wire.settle();
    expect(core.state().rooms.get(room.id)?.counter.counts.unread).toBe(2);
    wire.drop();
    core.markRead(room.id, 5);
    wire.pass(300);
    await wire.settle();
    wire.connect();
    await wire.settle();
    wire.answer();
    await wire.settle();
    expect(core.state().rooms.get(room.id)?.counter.counts.unread).toBe(0);
  });

  test("[U2] unread from here: no automatic read until the room is opened again", async () => {
    const { room, wire, core } = await start();
    for (let at = 0; at < 3; at += 1) core.receive(room.post(bob, `${at}`));
    core.markRead(room.id, 3);
    const marked = core.markUnread(room.id, 2);
    wire.pass(300);
    wire.answer();
    await marked;
    core.markRead(room.id, 3);
    wire.pass(300);
    wire.answer();
    await wire.settle();
    expect(core.state().rooms.get(room.id)?.counter.counts).toMatchObject({ readSeq: 1, unread: 2 });
    await core.openRoom(room.id);
    core.markRead(room.id, 3);
    wire.pass(300);
    wire.answer();
    await wire.settle();
    expect(core.state().rooms.get(room.id)?.counter.counts.unread).toBe(0);
  });
});

describe("opening a room", () => {
  test("[U1] what is held of it must reach its end and back to the first unread, else it is loaded anew", async () => {
    const { room, wire, core } = await start();
    for (let at = 0; at < 300; at += 1) room.post(bob, `${at}`);
    room.mark(ada.id, 300);
    wire.drop();
    wire.connect();
    wire.answer();
    await wire.settle();
    await core.openRoom(null);
    await core.openRoom(room.id);
    await core.histories.before(room.id);
    core.trim(room.id, "oldest", 50);
    await core.openRoom(null);
    await core.openRoom(room.id);
    expect(wire.shown().at(-1)?.seq).toBe(300);
    await core.openRoom(null);
    for (let at = 0; at < 250; at += 1) core.receive(room.post(bob, `more ${at}`));
    expect(wire.shown().length).toBeLessThan(250);
    await core.openRoom(room.id);
    expect(wire.shown().some(({ seq }) => seq === 301)).toBe(true);
  });
});

describe("many drops", () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    test(`[D5] after any drops each message is there once, as it now is (seed ${seed})`, async () => {
      let at = seed * 7919;
      const random = (below: number) => {
        at = (at * 1_103_515_245 + 12_345) % 2_147_483_648;
        return Math.floor((at / 2_147_483_648) * below);
      };
      const room = createModelRoom({ syncMessages: 3, syncBehind: 25 });
      const wire = createWire(room, ada);
      wire.connect();
      await wire.core.openRoom(room.id);
      let isOnline = true;
      let typed = 0;
      let drops = 0;
      for (let step = 0; step < 300; step += 1) {
        const action = random(10);
        const count = room.messages().length;
        let event = null;
        if (action < 3) event = room.post(bob, `bob ${step}`);
        else if (action < 4 && count > 0) event = room.edit(1 + random(count), `edited ${step}`);
        else if (action < 5 && count > 0) event = room.remove(1 + random(count));
        else if (action < 7) wire.core.post(room.id, `ada ${(typed += 1)}`);
        else if (action < 8) {
          if (isOnline) wire.drop();
          else wire.connect();
          isOnline = !isOnline;
          drops += 1;
        } else wire.answer({ loseAnswers: random(4) === 0 && isOnline });
        // Some events are lost on a line that is about to break.
        if (event && isOnline && random(5) > 0) wire.core.receive(event);
        await wire.settle();
      }
      if (isOnline) wire.drop();
      wire.connect();
      for (let round = 0; round < 40; round += 1) {
        wire.answer();
        wire.pass(2000);
        await wire.settle();
      }
      expect(drops).toBeGreaterThan(5);
      expect(wire.core.outbox()).toEqual([]);
      const mine = room.messages().filter(({ author }) => author.id === ada.id);
      expect(mine.map(({ clientId }) => clientId)).toEqual([
        ...new Set(mine.map(({ clientId }) => clientId)),
      ]);
      expect(mine.length).toBe(typed);
      const { histories } = wire.core;
      const run = wire.shown();
      const from = (run[0]?.seq ?? 0) - 1;
      expect(run).toEqual(room.messages().slice(from, from + run.length));
      while (wire.core.state().rooms.get(room.id)?.window?.hasBefore) await histories.before(room.id);
      while (!wire.core.state().rooms.get(room.id)?.window?.atEnd) await histories.after(room.id);
      expect(wire.shown()).toEqual(room.messages());
      expect(wire.core.state().rooms.get(room.id)?.counter.counts).toEqual(room.counts(ada.id));
    });
  }
});

test("[C3] [W12] of steps that follow each other one in 5 s drops the window, what is said meanwhile comes at once", async () => {
  const { room, wire } = await start();
  for (const body of ["a", "b", "c"]) wire.core.receive(room.post(bob, body));
  const syncs = () => wire.sent.filter(({ type }) => type === "sync").length;
  const asked: number[] = [];
  for (let second = 0; second < 20; second += 1) {
    wire.core.receive(room.erase(ada));
    if (syncs() > 0) asked.push(second);
    wire.answer();
    await wire.settle();
    wire.pass(1000);
  }
  expect(asked).toEqual([0, 5, 10, 15]);
  expect(wire.pages.length).toBe(5);
  expect(wire.shown().map(({ body }) => body)).toEqual(["a", "b", "c"]);
  wire.core.receive(room.post(bob, "now"));
  expect(syncs()).toBe(1);
  wire.answer();
  await wire.settle();
  expect(wire.shown().map(({ body }) => body)).toEqual(["a", "b", "c", "now"]);
});
