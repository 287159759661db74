// Retention on the database's own rows: what damage must not empty (H4), and what the check of a database says of it (H5).
import { afterEach, beforeEach, expect, test } from "bun:test";
import { createClient } from "@libsql/client";

import { checkCounters } from "../../src/storage/damage/check_database.ts";
import { eraseMore } from "../../src/storage/changes/erasures.ts";
import { expire as expireVerb } from "../../src/storage/changes/retention.ts";
import { statement } from "../../src/storage/statement.ts";
import { ada, fillLounge, makeDataFolder, openRaw, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
  await folder.write(
    ...people,
    ...fillLounge(700),
    "UPDATE messages SET created_at = 1000",
    "INSERT INTO meta (key, value) VALUES ('retentionDay', '100')",
  );
});
afterEach(() => folder.dispose());

async function expire(day = 100): Promise<unknown> {
  const storage = await folder.open();
  const outcome = await storage.journal.submit<"expire">({ kind: "expire", roomId: 1, day });
  const { rooms } = await storage.stores.retention.dueRooms({
    day,
    now: Date.now(),
    workspaceDays: (await storage.stores.retention.workspace()).days,
    after: 0,
  });
  await storage.close();
  return { outcome, due: rooms.length };
}

test("[J1] [H4] a number that damage made empties nothing", async () => {
  for (const value of ["", "0", "-5", "forever", "99999999999999999999"]) {
    await folder.write(
      `INSERT INTO meta (key, value) VALUES ('retentionDays', '${value}') ON CONFLICT DO UPDATE SET value = excluded.value`,
    );
    expect([value, await expire()]).toEqual([
      value,
      { outcome: { ok: true, isDone: true, rev: null, emptied: 0 }, due: 0 },
    ]);
  }
  await folder.write("DELETE FROM meta WHERE key = 'retentionDays'");
  for (const days of ["0", "-3", "x'00'", "36501"]) {
    await folder.write(`UPDATE rooms SET retention_days = ${days}`);
    expect([days, await expire()]).toEqual([
      days,
      { outcome: { ok: true, isDone: true, rev: null, emptied: 0 }, due: 0 },
    ]);
  }
  await folder.write("UPDATE rooms SET retention_days = 36500");
  expect(await expire()).toMatchObject({ outcome: { emptied: 0 }, due: 0 });
});

test("[J2] [H5] rows that were emptied are there: no check finds one missing, between two steps and after them", async () => {
  await folder.write("INSERT INTO meta (key, value) VALUES ('retentionDays', '1')");
  const client = createClient({ url: `file:${folder.path}` });
  const lacking = () => checkCounters(client);
  expect(await expire()).toMatchObject({ outcome: { emptied: 500, isDone: false }, due: 1 });
  expect(await lacking()).toEqual([]);
  expect(await expire()).toMatchObject({ outcome: { emptied: 200, isDone: true }, due: 0 });
  expect(await lacking()).toEqual([]);
  expect(
    await folder.read("SELECT count(*) FROM messages WHERE body = '' AND deleted_at IS NOT NULL"),
  ).toEqual([700]);
  expect(
    await folder.read("SELECT first_seq || ' ' || last_seq || ' ' || (rev = floor_rev) FROM rooms"),
  ).toEqual(["701 700 1"]);
  await folder.write("DELETE FROM messages WHERE seq = 3");
  expect(await lacking()).toHaveLength(1);
  client.close();
});

test("[J2] [P3] a step costs what it takes, however many messages there are: none of its statements goes through all of them", async () => {
  const client = openRaw(folder.path);
  const steps = [
    ...expireVerb.plan([{ at: 5, change: { kind: "expire", roomId: 1, day: 100 } }]).statements,
    ...eraseMore.plan([{ at: 5, change: { kind: "eraseMore", userId: 2 } }]).statements,
  ];
  const scans: string[] = [];
  for (const { sql, args } of steps.map(statement)) {
    const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args });
    const found = rows.map(({ detail }) => JSON.stringify(detail));
    expect(found).not.toEqual([]);
    if (found.some((detail) => /^"SCAN (m|messages)\b/.test(detail))) scans.push(sql);
  }
  client.close();
  expect(scans).toEqual([]);
});

test("[J2] what was emptied is not in the file any more", async () => {
  await folder.write(
    "INSERT INTO meta (key, value) VALUES ('retentionDays', '1')",
    "DELETE FROM messages",
    "UPDATE rooms SET last_seq = 0, rev = 0",
  );
  const held = async () => Buffer.from(await Bun.file(folder.path).arrayBuffer()).includes("of the old pond");
  const storage = await folder.open();
  const post = (n: number) =>
    storage.journal.submit<"post">({
      kind: "post",
      actor: ada,
      roomId: 1,
      clientId: `client-${n}`,
      body: `the heron number ${n} of the old pond`,
      replyTo: null,
      fileIds: [],
      mentions: [],
      broadcast: null,
    });
  await Promise.all(Array.from({ length: 400 }, (_, n) => post(n)));
  await storage.close();
  expect(await held()).toBe(true);
  expect(await expire(100_000)).toMatchObject({ outcome: { emptied: 400 } });
  expect(await held()).toBe(false);
});
