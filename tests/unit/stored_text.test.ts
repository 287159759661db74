// H4: text leaves SQLite as bytes, and nobody can forget to make it so.
import { afterEach, beforeEach, expect, test } from "bun:test";
import type { Client } from "../../src/storage/client.ts";

import type { Log } from "../../src/domain/log.ts";
import { parseStoredMessage } from "../../src/domain/stored_message.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createDamagedText, idsNear } from "../../src/storage/damaged_text.ts";
import { openClient } from "../../src/storage/database.ts";
import { problemOf } from "../support/problem_of.ts";
import { ada, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
let client: Client;
let replaced: string[];
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
  await folder.write(...people);
  replaced = [];
  client = openClient({ path: folder.path, timeoutMs: 100, onReplacedText: (text) => replaced.push(text) });
});
afterEach(async () => {
  client.close();
  await folder.dispose();
});

test("[H4] a result with text that was not cast is refused, whatever its bytes are", async () => {
  const forgotten = "SELECT id, username FROM users";
  const problem = "The column username is read as text";
  expect(await problemOf(client.execute(forgotten))).toContain(problem);
  expect(await problemOf(client.execute({ sql: forgotten, args: [] }))).toContain(problem);
  expect(await problemOf(client.batch([forgotten], "write"))).toContain(problem);
  const { rows } = await client.execute("PRAGMA journal_mode");
  expect(rows[0]?.[0]).toBe("wal");
});

test("[H4] text is what it was, and where bytes are none it is U+FFFD", async () => {
  const texts = ["", "Ada", "\u{feff}first", "日本 🌴", "a\u{fffd}b"];
  for (const text of texts) {
    const { rows } = await client.execute({ sql: "SELECT 1 AS one, CAST(? AS BLOB) AS text", args: [text] });
    expect([rows[0]?.["one"], rows[0]?.["text"], rows[0]?.[1], rows[0]?.length]).toEqual([1, text, text, 2]);
  }
  expect(replaced).toEqual(["a\u{fffd}b"]);
  const { rows } = await client.execute("SELECT CAST(json_object('a', CAST(x'41ff42c3' AS TEXT)) AS BLOB)");
  expect(rows[0]?.[0]).toBe('{"a":"A\u{fffd}B\u{fffd}"}');
  expect(replaced).toHaveLength(2);
});

test("[H4] an outcome of the journal tells which row is damaged, once", async () => {
  await folder.write("UPDATE users SET display_name = CAST(x'ff' AS TEXT) WHERE id = 1");
  const { promise: logged, resolve } = Promise.withResolvers<unknown>();
  const log: Log = { ...silentLog, error: (event, fields) => resolve({ event, ...fields }) };
  const storage = await folder.open({ log });
  const change = { roomId: 1, clientId: "a", body: "hello", replyTo: null, fileIds: [] };
  const outcome = await storage.journal.submit({
    kind: "post",
    actor: ada,
    mentions: [],
    broadcast: null,
    ...change,
  });
  expect(outcome.ok && parseStoredMessage(outcome.message).author.displayName).toBe("\u{fffd}");
  expect(await logged).toEqual({ event: "text_damaged", table: "users", id: 1, columns: ["display_name"] });
  await storage.close();
});

test("[H4] what was typed as U+FFFD is no damage, and after a look there is a pause", async () => {
  await folder.write(
    "UPDATE users SET display_name = char(65533) WHERE id = 1",
    "UPDATE users SET username = CAST(x'ff' AS TEXT) WHERE id = 2",
    "INSERT INTO rooms (id, kind, name, created_at) VALUES (77, 'public', CAST(x'ff' AS TEXT), 0)",
  );
  const logged: unknown[] = [];
  const log: Log = {
    ...silentLog,
    error: (_, fields) => logged.push(fields),
    warn: (event) => logged.push(event),
  };
  const damaged = createDamagedText({ client, log });
  damaged.note('[{"id":2,"username":"\u{fffd}"},{"user":{"userId":1,"displayName":"\u{fffd}"}}]');
  damaged.note('{"id":77,"name":"\u{fffd}"}');
  for (let turn = 0; turn < 500; turn += 1) await new Promise(setImmediate);
  expect(logged).toEqual([{ table: "users", id: 2, columns: ["username"] }]);
});

test("[H4] the rows to look at are those around what was replaced", () => {
  expect(
    idsNear('{"rev":9,"messages":[{"id":3,"body":"x"},{"id":4,"body":"\u{fffd}","author":{"id":5}}]}'),
  ).toEqual([4]);
  expect(idsNear('[[7,"\u{fffd}"],[8,"x"]]')).toEqual([7]);
  expect(idsNear("\u{fffd}")).toEqual([]);
});
