// What whoever posts hears when the file is damaged: the journal over a worker that says so.
import { expect, test } from "bun:test";

import type { ChangeOf } from "../../src/domain/journal.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createJournal } from "../../src/storage/journal.ts";
import type { JournalThread } from "../../src/storage/journal_thread.ts";
import { ada } from "../support/data_folder.ts";

const save: ChangeOf<"save"> = { kind: "save", actor: ada, messageId: 1, on: true };

function openJournal() {
  let whyReadOnly: string | null = null;
  let answer: Parameters<JournalThread["onWritten"]>[0] = () => {};
  const handed: unknown[][] = [];
  const noted: string[] = [];
  const thread: JournalThread = {
    write: (entries) => handed.push(JSON.parse(entries)),
    onWritten(listener) {
      answer = listener;
    },
    onTrouble: () => {},
    onReplaced: () => {},
    close: () => Promise.resolve(),
  };
  const journal = createJournal({
    thread,
    now: () => 5,
    log: silentLog,
    onDamage: (problem) => noted.push(problem),
    whyReadOnly: () => whyReadOnly,
  });
  return {
    handed,
    noted,
    submit: (change = save): Promise<unknown> => journal.submit(change).catch((error: unknown) => error),
    answer: (outcomes: unknown[]) =>
      answer({ type: "written", outcomes: JSON.stringify(outcomes), texts: "", touched: "[]", commitMs: 1 }),
    turnReadOnly: (why: string) => {
      whyReadOnly = why;
    },
  };
}

const ok = { ok: true, changed: true };
const busy = { code: "busy", details: { retryAfterMs: 10_000 } };

test("[H5] a change that meets damage is answered busy, never by a final code; its neighbours are answered as ever", async () => {
  const { submit, answer, noted } = openJournal();
  const answers = Promise.all([submit(), submit(), submit(), submit()]);
  await Promise.resolve();
  const damaged = { ok: false, damaged: "SQLITE_CORRUPT" };
  answer([ok, damaged, damaged, ok]);
  expect(await answers).toMatchObject([ok, busy, busy, ok]);
  expect(noted).toEqual(["SQLITE_CORRUPT"]);
});

test("[H5] when the database becomes read-only, what waits and what comes is busy and never reaches the writer", async () => {
  const { submit, answer, handed, turnReadOnly } = openJournal();
  const first = submit();
  await Promise.resolve();
  const waiting = submit();
  turnReadOnly("The database is damaged.");
  const late = submit();
  answer([ok]);
  expect(await first).toEqual(ok);
  expect(await waiting).toMatchObject({ ...busy, message: "The database is damaged." });
  expect(await late).toMatchObject(busy);
  expect(handed).toHaveLength(1);
});
