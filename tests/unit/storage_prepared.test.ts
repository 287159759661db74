// Statements whose text is built once, and whose values are bound.
import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";

import type { Change } from "../../src/domain/journal.ts";
import { planRuns } from "../../src/storage/changes/verbs.ts";
import type { Client } from "../../src/storage/client.ts";
import { prepared, statement, type Statement } from "../../src/storage/statement.ts";
import { createAccountStore } from "../../src/storage/stores/account_store.ts";
import { createMembershipCache } from "../../src/storage/stores/membership_cache.ts";
import { createMessageStore } from "../../src/storage/stores/message_store.ts";
import { createRecentChanges } from "../../src/storage/stores/recent_changes.ts";
import { createRoomStore } from "../../src/storage/stores/room_store.ts";
import { createSessionCache } from "../../src/storage/stores/session_cache.ts";
import { everyChange } from "../support/changes/every_change.ts";

test("[A5] a text is built once for each shape, and the values of a call are bound, each where it stands", () => {
  let built = 0;
  const find = prepared<{ name: string; id: number; on: boolean }, { isFirst: boolean; isLast: boolean }>(
    (placeholder, { isFirst, isLast }) => {
      built += 1;
      return [
        sql`SELECT ${placeholder("name")}, ${7}, ${placeholder("id")}, ${placeholder("name")} ${isFirst ? sql`LIMIT 1` : sql``}`,
        ...(isLast ? [sql`SELECT ${placeholder("on")}`] : []),
      ];
    },
  );
  const ask = (name: string, isFirst: boolean, isLast: boolean) =>
    find({ name, id: 3, on: true }, { isFirst, isLast });
  for (const name of ["Ada", "'; DROP TABLE users"]) {
    expect(ask(name, true, false)).toEqual([{ sql: "SELECT ?, ?, ?, ? LIMIT 1", args: [name, 7, 3, name] }]);
    expect(ask(name, false, true)).toEqual([
      { sql: "SELECT ?, ?, ?, ? ", args: [name, 7, 3, name] },
      { sql: "SELECT ?", args: [1] },
    ]);
  }
  expect(built).toBe(2);
  // The same shape in another order.
  find({ name: "Ada", id: 3, on: true }, { isLast: true, isFirst: false });
  expect(find({ name: "Ada", id: 3, on: true }, { isLast: true, isFirst: false })).toHaveLength(2);
});

const frequent = ["post", "mark", "react", "edit", "delete"] as const;

for (const kind of frequent) {
  test(`[A5] a change "${kind}" has the same text whatever its values`, () => {
    const { change } = everyChange[kind];
    const textsOf = (one: Change, at: number) =>
      planRuns([{ at, change: one }]).flatMap(({ statements }) =>
        statements.map((some) => statement(some).sql),
      );
    const texts = textsOf(change, 5);
    expect(texts.length).toBeGreaterThan(1);
    expect(textsOf(otherValues(change), 77)).toEqual(texts);
    expect(texts.join()).not.toContain("SECRET");
  });
}

test("[A5] reads that connecting, history and catching up wait for have the same text whatever is asked", async () => {
  const asked: Statement[] = [];
  const client: Client = {
    execute: (one) => {
      if (typeof one !== "string") asked.push(one);
      return Promise.resolve({ rows: [], rowsAffected: 0 });
    },
    batch: () => Promise.reject(new Error("It only reads.")),
    reconnect: () => undefined,
    close: () => undefined,
  };
  const accounts = createAccountStore({ client, sessions: createSessionCache() });
  const messages = createMessageStore({ client });
  const rooms = createRoomStore({
    client,
    cache: createMembershipCache(),
    changes: createRecentChanges(),
    now: () => 0,
  });
  const reads: ((n: number) => Promise<unknown>)[] = [
    (n) => accounts.findSession(`token ${n}`, n),
    (n) => accounts.findUser(n),
    (n) => accounts.findPeople([n, n + 1]),
    (n) => rooms.findMembership(n, n),
    (n) => rooms.findRoom(n, n),
    (n) => rooms.counts(n, n),
    (n) => messages.page(n, n, { limit: n }),
    (n) => messages.page(n, n, { before: n, limit: n }),
    (n) => messages.page(n, n, { after: n, limit: n }),
    (n) => messages.after(n, n, n),
    (n) => messages.listByIds(n, n, [n]),
  ];
  for (const read of reads) {
    const textsOf = async (n: number) => {
      asked.length = 0;
      await read(n);
      return asked.map(({ sql: text }) => text);
    };
    const texts = await textsOf(70_007);
    expect(texts.length).toBeGreaterThan(0);
    expect(await textsOf(80_008)).toEqual(texts);
    expect(
      asked
        .flatMap(({ args }) => args)
        .map(String)
        .join(),
    ).toContain("8000");
    expect(texts.join()).not.toContain("7000");
  }
});

/** The same shape: numbers, texts and flags are others. */
function otherValues<T>(value: T, key?: string): T;
function otherValues(value: unknown, key = ""): unknown {
  if (key === "kind") return value;
  if (typeof value === "number") return value + 1000;
  if (typeof value === "string") return `${value}'x`;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.map((one: unknown) => otherValues(one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, otherValues<unknown>(one, name)]),
  );
}
