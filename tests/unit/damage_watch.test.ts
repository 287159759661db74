// What follows from what a check finds, without a file; and the check itself on its thread.
import { expect, test } from "bun:test";

import { silentLog } from "../../src/domain/log.ts";
import { createWarnings } from "../../src/domain/warnings.ts";
import { startCheck } from "../../src/storage/damage/check_thread.ts";
import { watchDamage } from "../../src/storage/damage/damage_watch.ts";
import { assessDamage, readFindings, type Finding } from "../../src/storage/damage/findings.ts";
import { fillLounge, makeDataFolder, people } from "../support/data_folder.ts";

const trees = [
  { type: "table", name: "messages", table: "messages", rootPage: 10 },
  { type: "index", name: "messages_room_seq", table: "messages", rootPage: 12 },
  { type: "table", name: "search_2_data", table: "search_2_data", rootPage: 51 },
  { type: "table", name: "search_stale", table: "search_stale", rootPage: 52 },
];

for (const [lines, found] of [
  ["ok", []],
  ["*** in database main ***\nPage 75: never used\nPage 76: never used", []],
  ["Tree 10 page 86: btreeInitPage() returns error code 11", ["table messages"]],
  [
    "Tree 12 page 147 cell 3: Offset 4588 out of range\nTree 12 page 9 cell 1: Offset 1 out of range",
    ["index messages_room_seq"],
  ],
  [
    "Tree 10 page 543 cell 37: Rowid 19998 out of order\nFragmentation of 19 bytes reported as 0 on page 543",
    ["table messages"],
  ],
  ["Freelist: invalid page number 2640640525\nPage 544: never used", ["file"]],
  ["Freelist: size is 31 but should be 40", ["file"]],
  ["Tree 10 page 10 cell 0: 2nd reference to page 543", ["file"]],
  ["Tree 1 page 1 cell 3: Extends off end of page", ["file"]],
  ["Tree 99 page 7: btreeInitPage() returns error code 11", ["file"]],
  ["Tree 51 page 700: btreeInitPage() returns error code 11", ["search"]],
  ["Tree 52 page 701: btreeInitPage() returns error code 11", ["table search_stale"]],
  ["malformed inverted index for FTS5 table main.search", ["search"]],
  ["row 5 missing from index messages_room_seq", ["index messages_room_seq"]],
  ["wrong # of entries in index messages_room_seq", ["index messages_room_seq"]],
  ["NULL value in messages.body", ["table messages"]],
] satisfies [string, string[]][]) {
  test(`[H5] SQLite's "${lines.split("\n")[0]}" means damage of ${found.join() || "nothing"}`, () => {
    const findings = readFindings(lines, trees, null);
    expect(findings.map((one) => ("name" in one ? `${one.part} ${one.name}` : one.part))).toEqual(found);
  });
}

const table: Finding = { part: "table", name: "messages", text: "a page" };
const index: Finding = { part: "index", name: "messages_room_seq", table: "messages", text: "a page" };
const freelist: Finding = { part: "file", text: "Freelist: size is 31 but should be 40" };

test("[H5] an index is made anew only where its table can be read, and nothing is where the whole file is in doubt", () => {
  expect(assessDamage([index])).toMatchObject({
    indexes: ["messages_room_seq"],
    damaged: null,
    readOnly: null,
  });
  expect(assessDamage([index, table])).toMatchObject({ indexes: [], readOnly: null });
  expect(assessDamage([index, table]).damaged).toContain("the index messages_room_seq");
  expect(assessDamage([freelist, index]).readOnly).toBe(freelist.text);
});

function openWatch(checks: (Finding[] | Error)[], { canReplace = true } = {}) {
  let clock = 0;
  const replaced: string[] = [];
  const left = [...checks];
  const warnings = createWarnings({ log: silentLog, now: () => 5 });
  const watch = watchDamage({
    warnings,
    log: silentLog,
    monotonicMs: () => clock,
    startCheck() {
      const next = left.shift() ?? [];
      const findings = next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
      return { findings, stop: () => Promise.resolve() };
    },
    async replaceIndex(name) {
      replaced.push(name);
      return canReplace;
    },
  });
  return {
    watch,
    replaced,
    checksLeft: () => left.length,
    warnings: (): unknown[][] => warnings.list().map(({ code, isUnready }) => [code, isUnready]),
    text: () => warnings.list()[0]?.text,
    pass: (ms: number) => (clock += ms),
  };
}

/** Nothing of it takes a turn of the event loop. */
const settle = () => new Promise((resolve) => setImmediate(resolve));
const damaged = ["database_damaged", false];

test("[H5] a check that finds an index and nothing after it was replaced leaves no warning", async () => {
  const { watch, replaced, warnings, checksLeft } = openWatch([[index], []]);
  watch.note("SQLITE_CORRUPT");
  await settle();
  expect([replaced, warnings(), checksLeft()]).toEqual([["messages_room_seq"], [], 0]);
  expect(watch.whyReadOnly()).toBeNull();
});

test("[H5] an index that cannot be replaced, or is damaged again, is told and not tried again", async () => {
  const tooLarge = openWatch([[index]], { canReplace: false });
  tooLarge.watch.note("SQLITE_CORRUPT");
  await settle();
  expect(tooLarge.warnings()).toEqual([damaged]);
  const again = openWatch([[index], [index], [index]]);
  again.watch.note("SQLITE_CORRUPT");
  await settle();
  again.pass(60_000);
  again.watch.note("SQLITE_CORRUPT");
  await settle();
  expect([again.replaced, again.warnings(), again.checksLeft()]).toEqual([
    ["messages_room_seq"],
    [damaged],
    0,
  ]);
});

test("[H7] where the files were replaced nothing is damage any more, neither what was told nor what is read from now on", async () => {
  const { watch, warnings, checksLeft } = openWatch([[table], [freelist]]);
  watch.note("SQLITE_NOTADB: file is not a database");
  expect(warnings()).toEqual([["database_read_only", true]]);
  watch.pauseForOthers();
  watch.note("SQLITE_NOTADB: file is not a database");
  await settle();
  expect([warnings(), checksLeft()]).toEqual([[], 2]);
});

test("[H5] who meets the same damage within a minute starts no other check", async () => {
  const { watch, checksLeft, pass } = openWatch([[table], [table], [table]]);
  for (let met = 0; met < 5; met += 1) watch.note("SQLITE_CORRUPT");
  await settle();
  watch.note("SQLITE_CORRUPT");
  pass(59_999);
  watch.note("SQLITE_CORRUPT");
  await settle();
  expect(checksLeft()).toBe(2);
  pass(1);
  watch.note("SQLITE_CORRUPT");
  await settle();
  expect(checksLeft()).toBe(1);
});

test("[H5] damage of the file as a whole makes it read-only and unready, NOTADB at once", async () => {
  const found = openWatch([[table, freelist]]);
  found.watch.note("SQLITE_CORRUPT");
  await settle();
  expect(found.warnings()).toEqual([["database_read_only", true]]);
  expect(found.text()).toContain("confab check --repair");
  expect(found.watch.whyReadOnly()).not.toBeNull();
  const header = openWatch([]);
  header.watch.note("SQLITE_NOTADB: file is not a database");
  expect(header.watch.whyReadOnly()).not.toBeNull();
  expect(header.warnings()).toEqual([["database_read_only", true]]);
});

test("[H5] damage that was met is told also where the check finds none or fails; a check at the start is silent then", async () => {
  for (const outcome of [[], new Error("no thread")]) {
    const met = openWatch([outcome]);
    met.watch.note("SQLITE_CORRUPT");
    await settle();
    expect(met.warnings()).toEqual([damaged]);
    const start = openWatch([outcome]);
    start.watch.checkAtStart();
    await settle();
    expect(start.warnings()).toEqual([]);
  }
});

test("[H5] a damaged index of the search is no warning: it is built anew where it is used", async () => {
  const { watch, warnings } = openWatch([[{ part: "search", text: "malformed" }]]);
  watch.note("SQLITE_CORRUPT");
  await settle();
  expect(warnings()).toEqual([]);
});

test("[H11] a check stops between two tables, and never by ending its thread inside SQLite", async () => {
  const folder = await makeDataFolder();
  await (await folder.open()).close();
  await folder.write(...people, ...fillLounge(100_000));
  const check = startCheck(folder.path);
  await check.stop();
  expect(await check.findings).toEqual([]);
  expect(await startCheck(folder.path).findings).toEqual([]);
  await folder.dispose();
});
