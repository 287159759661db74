// Searching the database itself: the same messages whatever the index knows, however little time there is, whatever changes.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import type { FoundMessages, SearchQuery } from "../../src/domain/search/search_store.ts";
import { readWords } from "../../src/domain/search/words.ts";
import { openReader } from "../../src/storage/database.ts";
import { findMessages } from "../../src/storage/search/find.ts";
import type { Storage } from "../../src/storage/storage.ts";
import { ada, bob, fillLounge, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";
import { createRandom, freshSeed, type Random } from "../support/random.ts";
import { holdsWord } from "../support/search_oracle.ts";
import { untilIndexed } from "../support/until_indexed.ts";

type Asked = Partial<Omit<SearchQuery, "words">>;

function queryOf(q: string, asked: Asked = {}): SearchQuery {
  return { words: readWords(q), hasLink: false, hasFile: false, limit: 20, ...asked };
}

/** All pages, one after the other by `next`. */
async function allOf(find: (query: SearchQuery) => Promise<FoundMessages>, query: SearchQuery) {
  const ids: number[] = [];
  let partial = 0;
  for (let before = query.before; ;) {
    const page = await find({ ...query, before });
    ids.push(...page.messages.map(({ id }) => id));
    if (page.isPartial) partial += 1;
    if (page.next === null) return { ids, partial };
    expect(page.next).toBeLessThan(before ?? Number.MAX_SAFE_INTEGER);
    before = page.next;
  }
}

describe("[S5] with little time", () => {
  const count = 120_000;
  let folder: DataFolder;

  beforeAll(async () => {
    folder = await makeDataFolder();
    await (await folder.open()).close();
    await folder.write(
      ...people,
      ...fillLounge(count, { hers: count / 2 }),
      "UPDATE messages SET body = body || ' 上海' WHERE id % 9973 = 0",
    );
  });
  afterAll(() => folder.dispose());

  /** Each look takes 25 ms by this clock: seven of them, and the time is over. */
  async function findSlowly(): Promise<(query: SearchQuery) => Promise<FoundMessages>> {
    const client = await openReader(folder.path);
    let clock = 0;
    const monotonicMs = () => (clock += 25);
    const yieldToEventLoop = () => Promise.resolve();
    return (query) =>
      findMessages(
        { client, monotonicMs, yieldToEventLoop, pause: yieldToEventLoop, workMs: 200, onDamage: () => {} },
        ada.userId,
        query,
      );
  }

  /** An edit by whoever wrote it. */
  async function setBody(storage: Storage, messageId: number, body: string): Promise<void> {
    const { messages } = await storage.stores.messages.listByIds(ada.userId, 1, [messageId]);
    const actor = messageId > count / 2 ? bob : ada;
    const editedAt = messages[0]?.editedAt ?? null;
    const outcome = await storage.journal.submit({ kind: "edit", actor, messageId, editedAt, body });
    expect(outcome).toMatchObject({ ok: true, changed: true });
  }

  const rising = (from: number) =>
    Array.from({ length: count }, (_, n) => n + 1).filter((id) => id % from === 0);

  for (const state of ["nothing", "half", "everything"] as const) {
    test(`[S5] an answer says how far it looked, and going on by next finds each message once, with ${state} indexed`, async () => {
      const storage = await folder.open({ searchFollows: state === "everything" });
      if (state === "everything") await untilIndexed(storage.searchIndex);
      if (state === "half") {
        for (let n = 0; n < 60; n += 1) await indexMore(storage, 1000);
      }
      const find = await findSlowly();
      const first = await find(queryOf("nowhere"));
      expect(first).toMatchObject({ messages: [], isPartial: true });
      expect(first.next).toBeGreaterThan(1);
      const none = await allOf(find, queryOf("nowhere"));
      expect(none.ids).toEqual([]);
      expect(none.partial).toBeGreaterThan(0);
      // The messages at the seam: the last that was looked at, and the first that was not.
      const seam = first.next ?? 0;
      await setBody(storage, seam, "nowhere, at the seam");
      await setBody(storage, seam - 1, "nowhere, beyond the seam");
      if (state === "everything") await untilIndexed(storage.searchIndex);
      expect((await allOf(find, queryOf("nowhere"))).ids).toEqual([seam, seam - 1]);
      await setBody(storage, seam, `number ${seam}`);
      await setBody(storage, seam - 1, `number ${seam - 1}`);
      if (state === "everything") await untilIndexed(storage.searchIndex);
      const cities = await allOf(find, queryOf("上海"));
      expect(cities.ids).toEqual(rising(9973).toReversed());
      expect(cities.partial).toBeGreaterThan(0);
      const sevens = await allOf(find, queryOf("7777"));
      expect(sevens.ids).toEqual(
        rising(1)
          .filter((id) => String(id).includes("7777"))
          .toReversed(),
      );
      const bobs = await allOf(find, queryOf("er 99", { authorId: bob.userId, limit: 50 }));
      expect(bobs.ids).toEqual(
        rising(1)
          .filter((id) => id > count / 2 && String(id).includes("99"))
          .toReversed(),
      );
      await storage.close();
    }, 120_000);
  }
});

describe("[S2] against plain comparison", () => {
  const snippets = [
    "a",
    "B",
    "ab",
    "é",
    "e\u0301",
    "上",
    "海",
    "上海",
    "%",
    "_",
    '"',
    "'",
    "*",
    "\\",
    "ж",
    "Ж",
    "👍",
    "\n",
    " ",
    " ",
    "://",
    "http://x.y",
    "xyz",
    "longword",
  ];
  const textOf = (random: Random, maxLength: number) =>
    Array.from({ length: random.between(1, maxLength) }, () => random.pick(snippets)).join("");

  test.each([1, freshSeed()])(
    "[S2] [S6] seed %d: what is found is what holds the words, while messages come and change",
    async (seed) => {
      const random = createRandom(seed);
      const folder = await makeDataFolder();
      await (await folder.open()).close();
      await folder.write(...people);
      let storage = await folder.open({ searchFollows: false, searchPads: false });
      const bodies = new Map<number, string>();
      let serial = 0;
      let compared = 0;

      const plainly = (query: SearchQuery) =>
        [...bodies.keys()]
          .filter((id) => query.words.every((word) => holdsWord(bodies.get(id) ?? "", word)))
          .filter((id) => query.authorId === undefined || (id % 2 ? ada : bob).userId === query.authorId)
          .sort((a, b) => b - a);

      async function write(): Promise<void> {
        for (let n = random.between(1, 30); n > 0; n -= 1) {
          serial += 1;
          const body = `${textOf(random, 12)}.`;
          const nobody = { replyTo: null, mentions: [], fileIds: [], broadcast: null };
          const actor = (bodies.size + deleted.size + 1) % 2 ? ada : bob;
          const outcome = await storage.journal.submit({
            kind: "post",
            actor,
            roomId: 1,
            clientId: `c${serial}`,
            body,
            ...nobody,
          });
          if (outcome.ok) bodies.set(outcome.message.id, body);
        }
      }
      const deleted = new Set<number>();
      async function change(): Promise<void> {
        const ids = [...bodies.keys()];
        if (ids.length === 0) return;
        const id = random.pick(ids);
        const actor = id % 2 ? ada : bob;
        if (random.chance(0.3)) {
          await storage.journal.submit({ kind: "delete", actor, messageId: id });
          bodies.delete(id);
          deleted.add(id);
          return;
        }
        const body = `${textOf(random, 12)}!`;
        const { messages } = await storage.stores.messages.listByIds(ada.userId, 1, [id]);
        const editedAt = messages[0]?.editedAt ?? null;
        const outcome = await storage.journal.submit({ kind: "edit", actor, messageId: id, editedAt, body });
        if (outcome.ok) bodies.set(id, body);
      }
      async function compare(): Promise<void> {
        const q = random.chance(0.8) ? textOf(random, 3) : `${textOf(random, 2)} ${textOf(random, 2)}`;
        const query = queryOf(q, {
          limit: random.between(1, 40),
          ...(random.chance(0.3) && { authorId: random.pick([ada, bob]).userId }),
        });
        const { ids } = await allOf((asked) => storage.stores.search.find(ada.userId, asked), query);
        expect([seed, q, ids]).toEqual([seed, q, plainly(query)]);
        compared += ids.length;
      }
      const follow = async () => {
        for (;;) {
          const outcome = await indexMore(storage, random.between(1, 20));
          if (outcome.ok && outcome.isDone) return;
        }
      };
      for (let round = 0; round < 10; round += 1) {
        await write();
        if (random.chance(0.5)) await indexMore(storage, random.between(1, 15));
        for (let n = 0; n < 5; n += 1) await compare();
        for (let n = random.between(0, 8); n > 0; n -= 1) await change();
        await follow();
        for (let n = 0; n < 3; n += 1) await compare();
        if (random.chance(0.1)) await storage.searchIndex.rebuild();
        if (random.chance(0.1)) {
          await storage.close();
          storage = await folder.open({ searchFollows: false, searchPads: false });
        }
      }
      expect(compared).toBeGreaterThan(50);
      expect(deleted.size).toBeGreaterThan(2);
      await follow();
      expect(await checkAll(storage)).toEqual({ checked: bodies.size + deleted.size, wrong: 0 });
      await storage.close();
      await folder.dispose();
    },
    120_000,
  );
});

async function checkAll({ searchIndex }: Storage): Promise<{ checked: number; wrong: number }> {
  const sum = { checked: 0, wrong: 0 };
  for (let after: number | null = 0; after !== null;) {
    const portion = await searchIndex.check(after);
    sum.checked += portion.checked;
    sum.wrong += portion.wrong;
    after = portion.next;
  }
  return sum;
}

/** A step by hand, where nobody follows. */
async function indexMore({ journal, searchIndex }: Storage, limit: number) {
  const { table } = await searchIndex.progress();
  return journal.submit({ kind: "indexMore", limit, table });
}
