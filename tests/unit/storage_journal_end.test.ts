// SPEC H8: what waits when the process is about to end.
import { expect, test } from "bun:test";

import { silentLog } from "../../src/domain/log.ts";
import { createJournal } from "../../src/storage/journal.ts";
import type { JournalThread } from "../../src/storage/journal_thread.ts";

function makeJournal() {
  const batches: string[] = [];
  let onWritten: Parameters<JournalThread["onWritten"]>[0] = () => undefined;
  let onTrouble: Parameters<JournalThread["onTrouble"]>[0] = () => undefined;
  const thread: JournalThread = {
    write: (entries) => void batches.push(entries),
    onWritten: (listener) => void (onWritten = listener),
    onTrouble: (listener) => void (onTrouble = listener),
    onReplaced: () => undefined,
    close: () => Promise.resolve(),
  };
  const journal = createJournal({ thread, now: () => 5, log: silentLog });
  const submit = () =>
    journal.submit({ kind: "touchSession", sessionId: 1, expiresAt: 9 }).then(
      () => "committed",
      (error: unknown) => String(error),
    );
  return {
    journal,
    batches,
    submit,
    commit: () =>
      onWritten({ type: "written", outcomes: '[{"ok":true}]', texts: "", touched: "[]", commitMs: 1 }),
    fail: (tries: number) => onTrouble({ type: "trouble", problem: "SQLITE_FULL", tries }),
  };
}

test("[H8] behind a disk that refuses, what waits is answered busy; what is in hand may still be committed", async () => {
  const { journal, batches, submit, commit, fail } = makeJournal();
  const inHand = submit();
  await Promise.resolve();
  const waiting = [submit(), submit()];
  fail(4);
  journal.endSoon();
  for (const answer of await Promise.all(waiting)) expect(answer).toContain("stopping");
  expect(batches).toHaveLength(1);
  commit();
  expect(await inHand).toBe("committed");
  expect(batches).toHaveLength(1);
});

test("[H8] the trouble may come after the signal, and without trouble everything that was taken is committed", async () => {
  const troubled = makeJournal();
  void troubled.submit();
  await Promise.resolve();
  const late = troubled.submit();
  troubled.journal.endSoon();
  troubled.fail(1);
  troubled.fail(4);
  expect(await late).toContain("stopping");

  const { journal, submit, commit } = makeJournal();
  const inHand = submit();
  await Promise.resolve();
  const waiting = submit();
  journal.endSoon();
  const drained = journal.drain();
  commit();
  commit();
  expect(await Promise.all([inHand, waiting])).toEqual(["committed", "committed"]);
  await drained;
});
