// Each of the tables that FTS5 keeps the index in is damaged in turn: nobody's post waits, everything is found, and the index is
// made anew (H5).
import { afterAll, beforeAll, expect, test } from "bun:test";
import { closeSync, copyFileSync, openSync, writeSync } from "node:fs";

import { silentLog } from "../../src/domain/log.ts";
import type { Storage } from "../../src/storage/storage.ts";
import { ada, fillLounge, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";
import { untilIndexed } from "../support/until_indexed.ts";

const count = 1000;
const everything = Array.from({ length: count / 500 }, (_, n) => n * 500);

/** Indexed once, and copied for each test. */
let indexed: DataFolder;

beforeAll(async () => {
  indexed = await makeDataFolder();
  await (await indexed.open()).close();
  await indexed.write(...people, ...fillLounge(count));
  const storage = await indexed.open();
  await untilIndexed(storage.searchIndex);
  await storage.close();
});
afterAll(() => indexed.dispose());

/** The index waits a second before it is sure of its damage: the tests wait side by side, each in a folder of its own. */
function testIndexed(
  name: string,
  body: (folder: DataFolder, openLogged: OpenLogged) => Promise<void>,
): void {
  test.concurrent(
    name,
    async () => {
      const ends: (() => Promise<unknown>)[] = [];
      const folder = await makeDataFolder();
      ends.push(() => folder.dispose());
      try {
        copyFileSync(indexed.path, folder.path);
        await body(folder, () => openLogged(folder, ends));
      } finally {
        for (const end of ends.toReversed()) await end();
      }
    },
    120_000,
  );
}

type OpenLogged = () => ReturnType<typeof openLogged>;

async function openLogged(folder: DataFolder, ends: (() => Promise<unknown>)[]) {
  const logged: string[] = [];
  const warned: string[] = [];
  const note = (event: string, fields: Record<string, unknown> = {}) => {
    logged.push(event);
    if (event === "warning_raised") warned.push(String(fields["code"]));
  };
  const storage = await folder.open({ searchPads: false, log: { ...silentLog, warn: note, error: note } });
  let closed: Promise<void> | null = null;
  const close = () => (closed ??= storage.close());
  ends.push(close);
  return { storage, logged, warned, close };
}

/** To the end: on a busy machine the time for one answer may be over first (S5). */
async function find({ stores }: Storage, ...words: string[]): Promise<number[]> {
  const found: number[] = [];
  let before: number | undefined;
  do {
    const query = { words, hasLink: false, hasFile: false, limit: 50, before };
    const { messages, next } = await stores.search.find(ada.userId, query);
    found.push(...messages.map(({ id }) => id));
    before = next ?? undefined;
  } while (before !== undefined);
  return found;
}

async function post({ journal }: Storage, body: string): Promise<number> {
  const outcome = await journal.submit({
    kind: "post",
    actor: ada,
    roomId: 1,
    clientId: body,
    body,
    replyTo: null,
    mentions: [],
    fileIds: [],
    broadcast: null,
  });
  if (!outcome.ok) throw new Error(`It was refused: ${outcome.reason}`);
  return outcome.message.id;
}

async function untilRebuilt({ searchIndex }: Storage, table: number): Promise<void> {
  while ((await searchIndex.progress()).table < table) await Bun.sleep(10);
  await untilIndexed(searchIndex);
}

async function expectWhole(storage: Storage): Promise<void> {
  for (const after of everything) {
    expect(await storage.searchIndex.check(after)).toMatchObject({ checked: 500, wrong: 0 });
  }
}

/** FTS5 finds too little and does not notice: only comparing it with the messages tells. */
const silent = "silent";

const damages: Record<string, [sql: string, how?: typeof silent]> = {
  "data: its pieces are gone": ["DELETE FROM search_data WHERE id > 10"],
  "data: it is empty": ["DELETE FROM search_data"],
  "data: its list of pieces is cut": ["UPDATE search_data SET block = substr(block, 1, 6) WHERE id = 10"],
  "data: its pieces are noise": ["UPDATE search_data SET block = randomblob(length(block)) WHERE id > 10"],
  "data: its pieces are zeros": [
    "UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10",
    silent,
  ],
  "data: it is not there": ["DROP TABLE search_data"],
  "idx: it points nowhere": ["UPDATE search_idx SET pgno = pgno + 100000", silent],
  "idx: it is empty": ["DELETE FROM search_idx", silent],
  "idx: it is not there": ["DROP TABLE search_idx"],
  "docsize: half of it is gone": ["DELETE FROM search_docsize WHERE id % 2 = 0", silent],
  "docsize: it is empty": ["DELETE FROM search_docsize", silent],
  "docsize: it is not there": ["DROP TABLE search_docsize"],
  "config: it is empty": ["DELETE FROM search_config"],
  "config: of another version": ["UPDATE search_config SET v = 99 WHERE k = 'version'"],
  "config: it is not there": ["DROP TABLE search_config"],
};

for (const [what, [damage, how]] of Object.entries(damages)) {
  testIndexed(
    `[H5] ${what}: posts are taken, all is found, and the index is made anew`,
    async (folder, open) => {
      await folder.write(damage);
      const first = await open();
      const id = await post(first.storage, "number one");
      // Whether the index can be read or not.
      for (let n = 0; n < 3; n += 1) {
        const found = await find(first.storage, "999");
        if (how !== silent) expect(found).toEqual([999]);
      }
      if (how !== silent) expect(await find(first.storage, "number one")).toEqual([id]);
      await untilRebuilt(first.storage, 1);
      await expectWhole(first.storage);
      expect(await find(first.storage, "999")).toEqual([999]);
      expect(await find(first.storage, "number one")).toEqual([id]);
      await first.close();
      expect(first.logged).not.toContain("search_index_left");
      // A damaged index is no damaged database.
      expect(first.warned.filter((code) => code.startsWith("database_"))).toEqual([]);
      // Nothing is left of the damaged one.
      const tables = "SELECT name FROM sqlite_schema WHERE name GLOB 'search_[dic]*' ORDER BY name";
      expect(await folder.read(tables)).toEqual(["search_days"]);
      expect(await folder.read("PRAGMA integrity_check")).toEqual(["ok"]);

      // And it stays so: the next start has nothing to mend.
      const second = await open();
      const later = await post(second.storage, "number two");
      await untilIndexed(second.storage.searchIndex);
      expect(await find(second.storage, "number two")).toEqual([later]);
      expect(await second.storage.searchIndex.progress()).toMatchObject({ table: 1 });
      expect(second.logged).toEqual([]);
    },
  );
}

for (const part of ["search_data", "search_idx", "search_docsize", "search_config"]) {
  testIndexed(
    `[H5] a page of ${part} that is no page: what cannot be dropped is left, and another index is used`,
    async (folder, open) => {
      const [[page], [pageSize]] = [
        await folder.read(`SELECT rootpage FROM sqlite_schema WHERE name = '${part}'`),
        await folder.read("PRAGMA page_size"),
      ];
      overwrite(folder.path, Number(page), Number(pageSize));
      const first = await open();
      const id = await post(first.storage, "number one");
      for (let n = 0; n < 3; n += 1) expect(await find(first.storage, "number one")).toEqual([id]);
      await untilRebuilt(first.storage, 1);
      await expectWhole(first.storage);
      expect(await find(first.storage, "999")).toEqual([999]);
      await first.close();
      expect(first.logged).toContain("search_index_left");
      const second = await open();
      expect(await find(second.storage, "number one")).toEqual([id]);
      const later = await post(second.storage, "number two");
      await untilIndexed(second.storage.searchIndex);
      expect(await find(second.storage, "number two")).toEqual([later]);
      expect(await second.storage.searchIndex.progress()).toMatchObject({ table: 1 });
    },
  );
}

function overwrite(path: string, page: number, pageSize: number): void {
  const file = openSync(path, "r+");
  writeSync(file, new Uint8Array(pageSize).fill(0xff), 0, pageSize, (page - 1) * pageSize);
  closeSync(file);
}
