// An erasure goes through all messages in steps (P3): how far each goes, and that it goes on after a restart.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { ada, bob, fillLounge, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
});
afterEach(() => folder.dispose());

const count = 11_000;
const theirs = "author_id = 1 AND deleted_at IS NULL";

test("[P3] each step takes 5,000 ids, gives its room one rev, and the next goes on behind it after a restart", async () => {
  // Bob wrote the last thousand. Ada answers the first message with her last; he reacts to hers and she to his.
  await folder.write(
    ...people,
    ...fillLounge(count, { hers: count - 1000 }),
    "UPDATE messages SET reply_to = 1 WHERE id IN (10000, 10001)",
    "UPDATE messages SET replies = 2, author_id = 2 WHERE id = 1",
    "INSERT INTO reactions (message_id, emoji, user_id, at) VALUES (10500, '👍', 1, 0), (10500, '👍', 2, 0), (1, '🎉', 1, 0)",
    "UPDATE messages SET reaction_kinds = 1 WHERE id IN (1, 10500)",
    `INSERT INTO erasures (user_id, next_id, last_id) VALUES (1, 1, ${count})`,
  );
  const left = async () => (await folder.read(`SELECT count(*) FROM messages WHERE ${theirs}`))[0];
  const steps: unknown[] = [];
  const lefts = [await left()];
  for (let isDone = false; !isDone;) {
    const storage = await folder.open();
    const outcome = await storage.journal.submit<"eraseMore">({ kind: "eraseMore", userId: 1 });
    steps.push(outcome);
    isDone = !outcome.ok || outcome.isDone;
    await storage.close();
    lefts.push(await left());
  }
  expect(steps).toEqual([
    { ok: true, isDone: false, rooms: [{ roomId: 1, rev: count + 1 }] },
    { ok: true, isDone: false, rooms: [{ roomId: 1, rev: count + 2 }] },
    { ok: true, isDone: true, rooms: [{ roomId: 1, rev: count + 3 }] },
  ]);
  expect(lefts).toEqual([9999, 5000, 0, 0]);
  expect(await folder.read("SELECT rev || ' ' || floor_rev || ' ' || last_seq FROM rooms")).toEqual([
    `${count + 3} ${count + 3} ${count}`,
  ]);
  // What was touched has the rev of its step: the first message in the first for its reaction, in the second and in no other for its reply.
  const revs = (ids: string) => folder.read(`SELECT rev FROM messages WHERE id IN (${ids}) ORDER BY id`);
  expect(await revs("1, 2, 5000, 5001, 10000, 10500, 11000")).toEqual([
    count + 2,
    count + 1,
    count + 1,
    count + 2,
    count + 2,
    count + 3,
    11_000,
  ]);
  expect(await folder.read("SELECT replies FROM messages WHERE id = 1")).toEqual([1]);
  expect(await folder.read("SELECT message_id || ' ' || user_id FROM reactions")).toEqual(["10500 2"]);
  expect(await folder.read("SELECT count(*) FROM erasures")).toEqual([0]);
});

test("[P3] what others write meanwhile waits for no more than a step, and is not touched", async () => {
  await folder.write(
    ...people,
    ...fillLounge(count),
    `INSERT INTO erasures (user_id, next_id, last_id) VALUES (1, 1, ${count})`,
  );
  const storage = await folder.open();
  const order: string[] = [];
  storage.journal.onCommitted(({ change }) => order.push(change.kind));
  const post = (clientId: string) =>
    storage.journal.submit<"post">({
      kind: "post",
      actor: bob,
      roomId: 1,
      clientId,
      body: clientId,
      replyTo: null,
      fileIds: [],
      mentions: [],
      broadcast: null,
    });
  const step = () => storage.journal.submit<"eraseMore">({ kind: "eraseMore", userId: ada.userId });
  const outcomes = await Promise.all([step(), post("meanwhile"), step(), post("again"), step()]);
  expect(order).toEqual(["eraseMore", "post", "eraseMore", "post", "eraseMore"]);
  expect(outcomes.map((outcome) => outcome.ok && "isDone" in outcome && outcome.isDone)).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
  const { messages, rev } = await storage.stores.messages.page(bob.userId, 1, { limit: 2 });
  expect(messages.map(({ body }) => body)).toEqual(["meanwhile", "again"]);
  expect(rev).toBe(count + 5);
  await storage.close();
});

test("[P3] [A5] 2,000 empty direct rooms of someone erased leave no row behind, and are looked for by indexes", async () => {
  const rooms = 2000;
  await folder.write(
    ...people,
    `INSERT INTO rooms (id, kind, name, created_at, direct_key, created_by, last_seq, rev)
      SELECT 10 + value, 'direct', '', 0, '1,2,' || (10 + value), 2, value = 0, value = 0 FROM generate_series(0, ${rooms})`,
    `INSERT INTO members (room_id, user_id, role, read_seq, joined_at)
      SELECT 10 + value, u.id, 'member', 0, 0 FROM generate_series(0, ${rooms}) CROSS JOIN users u`,
    ...fillLounge(1),
    `INSERT INTO files (room_id, uploader_id, message_id, hash, name, type, size, created_at)
      SELECT 1, 1, 1, 'a', 'a', 'a', 1, 0 FROM generate_series(1, 20)`,
    "INSERT INTO files (room_id, uploader_id, hash, name, type, size, created_at) VALUES (11, 1, 'b', 'b', 'b', 7, 0), (10, 1, 'c', 'c', 'c', 3, 0)",
    "INSERT INTO file_usage (user_id, bytes, unposted_bytes) VALUES (1, 30, 10)",
  );
  const storage = await folder.open();
  const actor = { userId: 1, sessionId: 1 };
  const outcome = await storage.journal.submit<"erasePerson">({ kind: "erasePerson", actor, userId: 2 });
  expect(outcome).toMatchObject({ ok: true, changed: true });
  await storage.close();
  // Something was said in the first: it stays.
  expect(await folder.read("SELECT id || ' ' || direct_key FROM rooms WHERE kind = 'direct'")).toEqual([
    "10 1,2,10",
  ]);
  expect(await folder.read("SELECT room_id FROM members WHERE user_id = 1 ORDER BY room_id")).toEqual([
    1, 10,
  ]);
  expect(await folder.read("SELECT room_id FROM files WHERE message_id IS NULL")).toEqual([10]);
  expect(await folder.read("SELECT bytes || ' ' || unposted_bytes FROM file_usage")).toEqual(["23 3"]);
  expect(await folder.read("PRAGMA foreign_key_check")).toEqual([]);
  // SQLite looks for each room that goes in every table that may point to it: by an index, or it reads the whole table each time.
  const pointing =
    await folder.read(`SELECT m.name || '.' || f."from" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
    WHERE m.type = 'table' AND f."table" = 'rooms'`);
  const indexed =
    await folder.read(`SELECT m.name || '.' || i.name FROM sqlite_master m, pragma_index_list(m.name) l, pragma_index_info(l.name) i
    WHERE m.type = 'table' AND NOT l.partial AND i.seqno = 0`);
  expect(pointing).toContain("files.room_id");
  expect(pointing.filter((column) => !indexed.includes(column))).toEqual([]);
});
