// Stored texts, when the server came back with another past (SPEC C6).
import { expect, test } from "bun:test";

import type { OutboxEntry } from "../../web/client/outbox.ts";
import { createDrafts } from "../../web/client/storage/drafts.ts";
import { createEdits } from "../../web/client/storage/edits.ts";
import { createStoredOutbox } from "../../web/client/storage/stored_outbox.ts";
import { createStoredPast } from "../../web/client/storage/stored_past.ts";
import { createLocalStore } from "../../web/client/storage/local_store.ts";

const owner = "1:ada";
const entry: OutboxEntry = {
  clientId: "c1",
  roomId: 7,
  body: "hello",
  files: [],
  replyTo: null,
  createdAt: 5,
  phase: "waiting",
};

function openStorage() {
  const localStore = createLocalStore({ storage: null, onTrouble: () => {} });
  const drafts = createDrafts({ localStore, owner });
  const edits = createEdits({ localStore, owner });
  const outboxStore = createStoredOutbox({ localStore, owner, tab: "tab-1", now: () => 9 });
  const past = createStoredPast({ localStore, owner, drafts, edits, storedOutbox: outboxStore });
  drafts.put("7", "in the room");
  drafts.answer("7", 20);
  drafts.put("8", "of another room");
  drafts.answer("8", 10);
  drafts.put("7:20", "in reply to what is lost");
  drafts.put("9:21", "alone");
  drafts.put("7:10", "in reply to what is there");
  for (const id of [10, 20]) edits.set({ id, editedAt: null }, `edit ${id}`);
  outboxStore.keep({ ...entry, replyTo: 20 });
  createStoredOutbox({ localStore, owner, tab: "tab-2", now: () => 9 }).keep({
    ...entry,
    clientId: "c2",
    replyTo: 21,
  });
  outboxStore.keep({ ...entry, clientId: "c3", replyTo: 10 });
  const held = () => ({
    texts: (["7", "8", "7:20", "9:21", "9", "7:10"] as const).map((target) => drafts.get(target)),
    answers: (["7", "8"] as const).map((target) => drafts.answers(target)),
    edits: [10, 20].map((id) => edits.get(id)),
    outbox: outboxStore.load().map(({ entry: { clientId, replyTo }, tab }) => [clientId, replyTo, tab]),
  });
  return { localStore, drafts, past, held };
}

const hasMessage = (id: number) => id <= 15;
const whole = openStorage().held();

test("[C6] what names a lost message names none, and no text is lost", () => {
  const { past, drafts, held } = openStorage();
  expect(past.epoch()).toBeNull();
  past.meet("first", { asked: null, hasMessage: () => true });
  expect(held()).toEqual(whole);
  past.meet("second", { asked: "first", hasMessage });
  expect(held()).toEqual({
    texts: [
      "in the room\nin reply to what is lost",
      "of another room",
      "",
      "",
      "alone",
      "in reply to what is there",
    ],
    answers: [null, 10],
    edits: ["edit 10", undefined],
    outbox: [
      ["c1", null, "tab-1"],
      ["c2", null, "tab-2"],
      ["c3", 10, "tab-1"],
    ],
  });
  expect([...drafts.targets.value].toSorted()).toEqual(["7", "7:10", "8", "9"]);
  expect(past.epoch()).toBe("second");
});

test("[C6] only the first tab that asked with the stored epoch tells what is lost on it", () => {
  const { past, held } = openStorage();
  past.meet("first", { asked: null, hasMessage: () => true });
  // A tab that slept since before: what it is told of its own past says nothing of the stored epoch.
  past.meet("third", { asked: "long ago", hasMessage });
  expect([past.epoch(), held()]).toEqual(["first", whole]);
  past.meet("third", { asked: "first", hasMessage: () => true });
  // Another tab comes later: what was written since is of the new past.
  past.meet("third", { asked: "first", hasMessage });
  expect([past.epoch(), held()]).toEqual(["third", whole]);
});
