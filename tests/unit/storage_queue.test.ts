// The journal's side on the main thread, with a worker of the test's own: what shares a transaction, and who is refused.
import { expect, test } from "bun:test";

import { ChatError } from "../../src/domain/chat_error.ts";
import type { ChangeOf, Committed } from "../../src/domain/journal.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createJournal, type JournalDeps } from "../../src/storage/journal.ts";
import type { JournalThread } from "../../src/storage/journal_thread.ts";
import { plainMessage, plainStored } from "../support/plain_values.ts";

const actor = { userId: 1, sessionId: 1 };

function post(clientId: string, body = "hello"): ChangeOf<"post"> {
  const nobody = { mentions: [], broadcast: null };
  return {
    kind: "post",
    actor,
    roomId: 1,
    clientId,
    body,
    replyTo: null,
    fileIds: [],
    ...nobody,
  };
}

function edit(messageId: number, body = "edited"): ChangeOf<"edit"> {
  return { kind: "edit", actor, messageId, editedAt: null, body };
}

/** A journal whose batches the test commits by hand. */
function openJournal({ onBatch }: Pick<JournalDeps, "onBatch"> = {}) {
  type Written = Parameters<Parameters<JournalThread["onWritten"]>[0]>[0];
  type Trouble = Parameters<Parameters<JournalThread["onTrouble"]>[0]>[0];
  type Replaced = Parameters<Parameters<JournalThread["onReplaced"]>[0]>[0];
  const batches: { change: { kind: string; clientId?: string; messageId?: number } }[][] = [];
  let onWritten: (written: Written) => void = () => {};
  let onTrouble: (trouble: Trouble) => void = () => {};
  let onReplaced: (replaced: Replaced) => void = () => {};
  const thread: JournalThread = {
    write: (entries) => void batches.push(JSON.parse(entries)),
    onWritten: (listener) => void (onWritten = listener),
    onTrouble: (listener) => void (onTrouble = listener),
    onReplaced: (listener) => void (onReplaced = listener),
    close: () => Promise.resolve(),
  };
  const journal = createJournal({ thread, now: () => 5, log: silentLog, ...(onBatch && { onBatch }) });
  const committedChanges: Committed[] = [];
  journal.onCommitted((committed) => committedChanges.push(committed));
  return {
    journal,
    committedChanges,
    batches,
    names: () => batches.map((batch) => batch.map(({ change }) => change.clientId ?? change.messageId)),
    commit: () => {
      const outcomes = batches.at(-1)?.map(() => ({ ok: false, reason: "not_found" }));
      onWritten({
        type: "written",
        outcomes: JSON.stringify(outcomes),
        texts: "",
        touched: "[]",
        commitMs: 1,
      });
    },
    commitWith: (outcomes: object[], touched: object[] = []) =>
      onWritten({
        type: "written",
        outcomes: JSON.stringify(outcomes),
        texts: "",
        touched: JSON.stringify(touched),
        commitMs: 1,
      }),
    trouble: (problem: string, tries: number) => onTrouble({ type: "trouble", problem, tries }),
    replaced: (problem: string) => onReplaced({ type: "replaced", problem }),
  };
}

async function refusalOf(answer: Promise<unknown>): Promise<ChatError> {
  const error: unknown = await answer.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ChatError)) throw new Error(`It was not refused: ${String(error)}`);
  return error;
}

test("[D1] what comes while a batch commits goes into the next one, all of it", async () => {
  const { journal, names, commit } = openJournal();
  const first = [journal.submit(post("a")), journal.submit(post("b"))];
  await Promise.resolve();
  const second = ["c", "d", "e"].map((clientId) => journal.submit(post(clientId)));
  expect(names()).toEqual([["a", "b"]]);
  commit();
  await Promise.all(first);
  expect(names()).toEqual([
    ["a", "b"],
    ["c", "d", "e"],
  ]);
  commit();
  await Promise.all(second);
  expect(names()).toHaveLength(2);
});

test("[D1] one transaction takes at most 1,000 changes", async () => {
  const { journal, batches, commit } = openJournal();
  const answers = Array.from({ length: 2500 }, (_, index) => journal.submit(post(`${index}`)));
  await Promise.resolve();
  for (const length of [1000, 1000, 500]) {
    expect(batches.at(-1)).toHaveLength(length);
    commit();
  }
  await Promise.all(answers);
});

test("[D1] one transaction takes at most a megabyte, and at least one change", async () => {
  const { journal, batches, commit } = openJournal();
  const answers = Array.from({ length: 250 }, (_, index) =>
    journal.submit(post(`${index}`, "x".repeat(10_000))),
  );
  answers.push(journal.submit(post("huge", "x".repeat(2_000_000))));
  await Promise.resolve();
  const lengths: number[] = [];
  while (lengths.length < 4) {
    lengths.push(batches.at(-1)?.length ?? 0);
    commit();
  }
  expect(lengths).toEqual([102, 102, 46, 1]);
  await Promise.all(answers);
});

test("[S7] a step of the search index shares its transaction with nobody, and keeps its place", async () => {
  const { journal, batches, commit } = openJournal();
  const answers = [
    journal.submit(post("a")),
    journal.submit(post("b")),
    journal.submit({ kind: "indexMore", limit: 50, table: 0 }),
    journal.submit(post("c")),
    journal.submit({ kind: "rebuildIndex", table: 1 }),
    journal.submit({ kind: "indexMore", limit: 50, table: 0 }),
  ];
  await Promise.resolve();
  for (let batch = 0; batch < 5; batch += 1) commit();
  expect(batches.map((batch) => batch.map(({ change }) => change.clientId ?? change.kind))).toEqual([
    ["a", "b"],
    ["indexMore"],
    ["c"],
    ["rebuildIndex"],
    ["indexMore"],
  ]);
  await Promise.all(answers);
});

test("[W5] a second change of one message waits for the next transaction, and what follows it too", async () => {
  const { journal, names, commit } = openJournal();
  const answers = [
    journal.submit(edit(7)),
    journal.submit(edit(8)),
    journal.submit(edit(7)),
    journal.submit(edit(9)),
    journal.submit({ kind: "delete", actor, messageId: 9 }),
  ];
  await Promise.resolve();
  commit();
  commit();
  commit();
  expect(names()).toEqual([[7, 8], [7, 9], [9]]);
  await Promise.all(answers);
});

test("[W5] many may react to one message in one transaction; an edit of it waits for them, and they for it", async () => {
  const { journal, names, commit } = openJournal();
  const react = (userId: number) =>
    journal.submit({
      kind: "react",
      actor: { ...actor, userId },
      messageId: 7,
      emoji: "👍",
      on: true,
    });
  const save = () => journal.submit({ kind: "save", actor, messageId: 7, on: true });
  const answers = [react(1), react(2), save(), journal.submit(edit(7)), save(), react(3), react(4)];
  await Promise.resolve();
  for (let batch = 0; batch < 3; batch += 1) commit();
  expect(names()).toEqual([
    [7, 7, 7],
    [7, 7],
    [7, 7],
  ]);
  await Promise.all(answers);
});

test("[N1] what the changes moved along is heard after them and before what follows, though one of them failed", async () => {
  const { journal, committedChanges, commitWith } = openJournal();
  const answers = ["a", "b", "c"].map((clientId) => journal.submit(post(clientId)));
  const settled = Promise.allSettled(answers);
  await Promise.resolve();
  const refused = { ok: false, reason: "not_found" };
  const touched = [
    { after: 2, messages: [plainMessage(1)] },
    { after: 3, messages: [plainMessage(2), plainMessage(3)] },
  ];
  commitWith([refused, { ok: false, failed: "SQLITE_CONSTRAINT" }, refused], touched);
  const story = committedChanges.map(({ change, outcome }) =>
    change.kind === "touched" && "messages" in outcome ? outcome.messages.map(({ id }) => id) : change.kind,
  );
  expect(story).toEqual(["post", [1], "post", [2, 3]]);
  expect((await settled).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("[EFFECTS] [A3] storage hears what a whole batch did before anyone hears of any of it", async () => {
  const story: string[] = [];
  const { journal, commitWith } = openJournal({
    onBatch: (effects) => void story.push(`storage: ${effects.map(({ kind }) => kind).join()}`),
  });
  journal.onCommitted(({ effects }) => void story.push(effects.map(({ kind }) => kind).join()));
  const answers = [
    journal.submit(post("a")),
    journal.submit({ kind: "removeMember", actor, roomId: 1, userId: 2 }),
    journal.submit({ kind: "join", actor, roomId: 3 }),
  ];
  const answered = answers.map((answer, index) => answer.then(() => story.push(`answer ${index}`)));
  await Promise.resolve();
  const message = plainStored(1);
  const changed = { ok: true, changed: true };
  commitWith(
    [{ ...changed, message }, changed, { ok: false, reason: "not_found" }],
    [{ after: 1, messages: [plainMessage(2)] }],
  );
  await Promise.all(answered);
  expect(story).toEqual([
    "storage: message,left,message",
    "message",
    "message",
    "left",
    "",
    "answer 0",
    "answer 1",
    "answer 2",
  ]);
});

test("[EFFECTS] [D2] a bug in what follows from a change keeps nobody else's effects back, nor the answer", async () => {
  const { journal, committedChanges, commitWith } = openJournal();
  const answers = [
    journal.submit({ kind: "eraseMore", userId: 2 }),
    journal.submit({ kind: "join", actor, roomId: 3 }),
  ];
  await Promise.resolve();
  // Without the rooms that its effects are made of.
  commitWith([
    { ok: true, isDone: true },
    { ok: true, changed: true },
  ]);
  expect((await Promise.all(answers)).map(({ ok }) => ok)).toEqual([true, true]);
  expect(committedChanges.map(({ effects }) => effects)).toEqual([
    [],
    [{ kind: "joined", roomId: 3, userIds: [actor.userId] }],
  ]);
});

test("[D7] with 10,000 waiting the next is refused as busy, with a time, and nothing is lost", async () => {
  const { journal, batches, commit } = openJournal();
  const answers = [journal.submit(post("first"))];
  await Promise.resolve();
  for (let index = 0; index < 10_000; index += 1) answers.push(journal.submit(post(`${index}`)));
  const refusal = await refusalOf(journal.submit(post("one too many")));
  expect(refusal.code).toBe("busy");
  expect(refusal.details.retryAfterMs).toBeGreaterThan(0);
  for (let index = 0; index < 11; index += 1) commit();
  await Promise.all(answers);
  expect(batches.flat()).toHaveLength(10_001);
});

test("[H10] changes that wait are bounded by their size too, and what is committed makes room", async () => {
  const { journal, batches, commit } = openJournal();
  const body = "x".repeat(10_000);
  const answers = [journal.submit(post("first"))];
  await Promise.resolve();
  const refusals: unknown[] = [];
  while (refusals.length === 0 && answers.length < 10_000) {
    const answer = journal.submit(post(`${answers.length}`, body));
    answer.catch((error: unknown) => refusals.push(error));
    answers.push(answer);
    await Promise.resolve();
    await Promise.resolve();
  }
  const [refusal] = refusals;
  if (!(refusal instanceof ChatError)) throw new Error("Nothing was refused.");
  expect(refusal.code).toBe("busy");
  expect(refusal.details.retryAfterMs).toBeGreaterThan(0);
  expect(answers.length * 10_000).toBeWithin(30 * 1024 * 1024, 34 * 1024 * 1024);
  void answers.pop();
  commit();
  commit();
  const later = journal.submit(post("later", body));
  while (batches.flat().length < answers.length + 1) commit();
  commit();
  await Promise.all([...answers, later]);
});

test("[H10] what is refused while it waits makes room as well", async () => {
  const { journal, commit, trouble } = openJournal();
  const body = "x".repeat(12_000_000);
  const first = journal.submit(post("first"));
  await Promise.resolve();
  const waits = journal.submit(post("waits", body));
  trouble("SQLITE_FULL: database or disk is full", 9);
  const refused = refusalOf(waits);
  journal.endSoon();
  expect((await refused).code).toBe("busy");
  commit();
  await first;
  const second = journal.submit(post("second", body));
  const third = journal.submit(post("third", body));
  await Promise.resolve();
  commit();
  commit();
  await Promise.all([second, third]);
});

test("[D1] while the disk refuses, those who wait stay, others are told why; afterwards all is as before", async () => {
  const { journal, commit, trouble } = openJournal();
  const waits = journal.submit(post("waits"));
  await Promise.resolve();
  trouble("SQLITE_BUSY: database is locked", 1);
  const early = journal.submit(post("a moment's trouble is nobody's business"));
  trouble("SQLITE_FULL: database or disk is full", 9);
  const refusal = await refusalOf(journal.submit(post("refused")));
  expect(refusal.code).toBe("busy");
  expect(refusal.message).toContain("the disk is full");
  expect(refusal.details.retryAfterMs).toBeGreaterThan(0);
  commit();
  await waits;
  const later = journal.submit(post("later"));
  commit();
  await early;
  commit();
  await later;
});

test("[X1] text that would end the process at every read is refused whatever the change", async () => {
  const { journal, batches } = openJournal();
  const session = { tokenHash: "t", expiresAt: 9, address: "a", agent: "\udc00" };
  const answers = [
    journal.submit(post("lone", "\ud800")),
    journal.submit(post("a\0b")),
    journal.submit({ kind: "signIn", userId: 1, verifiedHash: "h", session }),
  ];
  for (const answer of answers) expect((await refusalOf(answer)).code).toBe("bad_text");
  expect(batches).toEqual([]);
});

test("[D2] a listener that fails keeps nobody else from hearing, nor the answer from coming", async () => {
  const { journal, commit } = openJournal();
  const received: string[] = [];
  journal.onCommitted(({ change }) => {
    if (change.kind !== "post") return;
    received.push(change.clientId);
    if (change.clientId === "a") throw new Error("a bug");
  });
  const answers = [journal.submit(post("a")), journal.submit(post("b"))];
  await Promise.resolve();
  commit();
  await Promise.all(answers);
  expect(received).toEqual(["a", "b"]);
});

test("[D2] a change that failed alone rejects alone and is heard by nobody", async () => {
  const { journal, committedChanges, commitWith } = openJournal();
  const answers = ["a", "b", "c"].map((clientId) => journal.submit(post(clientId)));
  await Promise.resolve();
  const refused = { ok: false, reason: "not_found" };
  commitWith([refused, { ok: false, failed: "SQLITE_CONSTRAINT" }, refused]);
  const settled = await Promise.allSettled(answers);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(committedChanges.map(({ change }) => (change.kind === "post" ? change.clientId : ""))).toEqual([
    "a",
    "c",
  ]);
});

test("[D1] draining commits what was taken, and takes no more", async () => {
  const { journal, commit } = openJournal();
  const first = journal.submit(post("a"));
  await Promise.resolve();
  const second = journal.submit(post("b"));
  let isDrained = false;
  const drained = journal.drain().then(() => (isDrained = true));
  expect((await refusalOf(journal.submit(post("late")))).code).toBe("busy");
  commit();
  await first;
  expect(isDrained).toBe(false);
  commit();
  await Promise.all([second, drained]);
});

test("[H7] once the files were replaced, who waits is refused, as is who comes, and nothing holds the end up", async () => {
  const { journal, names, replaced, committedChanges } = openJournal();
  const onItsWay = journal.submit(post("a"));
  await Promise.resolve();
  const waiting = journal.submit(post("b"));
  replaced("The database file is gone.");
  for (const answer of [onItsWay, waiting, journal.submit(post("late"))]) {
    expect((await refusalOf(answer)).code).toBe("busy");
  }
  expect([names(), committedChanges]).toEqual([[["a"]], []]);
  // Nothing is left: this ends without another commit.
  await journal.drain();
});
