// A data folder of an earlier version: what was said there is still there, and the new things work on it.
import { afterEach, beforeEach, expect, test } from "bun:test";

import { defaultPreferences } from "../../src/protocol/preferences.ts";
import { parseStoredMessage } from "../../src/domain/stored_message.ts";
import { ada, bob, fillLounge, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";
import { makeOldDatabase } from "../support/old_database.ts";

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
});
afterEach(() => folder.dispose());

const makeOldFile = (migrations: number) => makeOldDatabase(folder.path, migrations);

test("[D1] the messages of the first version are there, and can be answered, reacted to and pinned", async () => {
  await makeOldFile(1);
  await folder.write(...people, ...fillLounge(3));
  const storage = await folder.open();
  const { stores, journal } = storage;
  const { messages } = await stores.messages.page(bob.userId, 1, { limit: 10 });
  expect(messages.map(({ body }) => body)).toEqual(["number 1", "number 2", "number 3"]);
  expect(messages[0]).toMatchObject({
    replies: 0,
    mentions: [],
    broadcast: null,
    reactions: [],
    pinnedAt: null,
  });
  const messageId = messages[0]?.id ?? 0;
  const reacted = await journal.submit({ kind: "react", actor: bob, messageId, emoji: "👍", on: true });
  expect(reacted.ok && parseStoredMessage(reacted.message).reactions).toEqual([
    { emoji: "👍", count: 1, userIds: [2] },
  ]);
  const pinned = await journal.submit({ kind: "pin", actor: ada, messageId, on: true });
  expect(pinned.ok && pinned.message.rev).toBe(5);
  await storage.close();
});

test("[P1] people of the first version are found by how their names begin", async () => {
  await makeOldFile(1);
  await folder.write(...people);
  const storage = await folder.open();
  const found = await storage.stores.accounts.pagePeople({ after: 0, limit: 10, key: "bo" });
  expect(found.map(({ username }) => username)).toEqual(["Bob"]);
  await storage.close();
});

test("[U7] rooms of the first version have the usual settings and nobody's direct key", async () => {
  await makeOldFile(1);
  await folder.write(...people, ...fillLounge(3));
  const storage = await folder.open();
  const [lounge] = await storage.stores.rooms.pageMine(bob.userId, { after: 0, limit: 1000 });
  expect(lounge).toMatchObject({
    name: "lounge",
    archivedAt: null,
    broadcasts: "members",
    role: "member",
    notify: "default",
    mutedUntil: null,
    starred: false,
    hiddenSeq: null,
    unread: 3,
    mentions: 0,
  });
  await storage.close();
});

test("[C9] rooms of before know when something was last said in them", async () => {
  await makeOldFile(9);
  await folder.write(
    ...people,
    ...fillLounge(3),
    "UPDATE messages SET created_at = 1000 * seq",
    "INSERT INTO rooms (id, kind, name, created_at) VALUES (7, 'public', 'silent', 77)",
  );
  const storage = await folder.open();
  await storage.close();
  expect(await folder.read("SELECT last_at FROM rooms ORDER BY id")).toEqual([3000, 77]);
});

test("[P5] [P6] people of before the pictures have none, and the usual preferences, and can have both", async () => {
  await makeOldFile(4);
  await folder.write(...people, ...fillLounge(1));
  const storage = await folder.open();
  const { accounts, messages, rooms } = storage.stores;
  expect(await accounts.findUser(bob.userId)).toMatchObject({
    avatar: null,
    preferences: defaultPreferences,
  });
  expect((await messages.page(bob.userId, 1, { limit: 1 })).messages[0]?.author.avatar).toBeNull();
  const hash = "a".repeat(64);
  await storage.journal.submit({ kind: "setAvatar", actor: bob, hash });
  await storage.journal.submit({ kind: "changeProfile", actor: bob, preferences: { theme: "dark" } });
  expect(await accounts.findUser(bob.userId)).toMatchObject({
    avatar: "a".repeat(12),
    preferences: { theme: "dark" },
  });
  expect(await rooms.pageListed({ after: 0, limit: 9, key: "" })).toMatchObject([
    { name: "lounge", members: 2 },
  ]);
  await storage.close();
});

test("[M2] [U4] broadcasts of before still count for whom they reached, and new ones reach who was in already", async () => {
  await makeOldFile(11);
  await folder.write(
    ...people,
    ...fillLounge(3),
    "UPDATE messages SET broadcast = 'everyone' WHERE seq = 1",
    "UPDATE messages SET broadcast = 'here' WHERE seq = 2",
    "UPDATE messages SET named_mentions = 1 WHERE seq = 3",
    `INSERT INTO mentions (message_id, user_id, room_id, seq, name, counts, here) VALUES
      (1, 2, 1, 1, NULL, 1, 0), (2, 1, 1, 2, NULL, 0, 1), (2, 2, 1, 2, NULL, 1, 1), (3, 2, 1, 3, 'Bob', 1, 0)`,
  );
  const storage = await folder.open();
  const { rooms, messages } = storage.stores;
  const inbox = async () => (await messages.pageMentions(2, { limit: 9 })).messages;
  expect((await rooms.counts(2, 1))?.mentions).toBe(3);
  expect((await inbox()).map(({ body, broadcast }) => [body, broadcast])).toEqual([
    ["number 3", null],
    ["number 2", { to: "here", userIds: [1, 2] }],
    ["number 1", { to: "everyone" }],
  ]);
  const post = { roomId: 1, replyTo: null, fileIds: [], mentions: [] };
  for (const body of ["new", "newer"]) {
    const broadcast = { to: "everyone" } as const;
    await storage.journal.submit({ kind: "post", actor: ada, clientId: body, body, broadcast, ...post });
  }
  expect((await rooms.counts(2, 1))?.mentions).toBe(5);
  expect((await inbox()).slice(0, 3).map(({ body }) => body)).toEqual(["newer", "new", "number 3"]);
  await storage.journal.submit({ kind: "delete", actor: ada, messageId: 2 });
  expect((await rooms.counts(2, 1))?.mentions).toBe(4);
  await storage.close();
});

test("[D4] a post of before is known by its hash when it is sent again, and another one is not", async () => {
  await (await folder.open()).close();
  const hash = new Bun.CryptoHasher("sha256").update('[1,"said before",null,[]]').digest("hex");
  await folder.write(
    ...people,
    ...fillLounge(1),
    `UPDATE messages SET client_id = 'old', body = 'edited since', post_hash = '${hash}'`,
  );
  const storage = await folder.open();
  const again = (body: string) =>
    storage.journal.submit({
      kind: "post",
      actor: ada,
      roomId: 1,
      clientId: "old",
      body,
      replyTo: null,
      fileIds: [],
      mentions: [],
      broadcast: null,
    });
  expect(await again("said before")).toMatchObject({ ok: true, changed: false });
  expect(await again("edited since")).toEqual({ ok: false, reason: "client_id_reused" });
  await storage.close();
});

test("[M2] a large @here of before is told as a number, and to each whether it reached them", async () => {
  await makeOldFile(11);
  await folder.write(
    ...people,
    ...fillLounge(2),
    "UPDATE messages SET broadcast = 'here' WHERE seq < 3",
    `INSERT INTO users (id, username, folded_look, typed_look, display_name, password_hash, role, created_at)
      SELECT value, 'u' || value, 'u' || value, 'u' || value, '', '', 'member', 0 FROM generate_series(3, 102)`,
    `INSERT INTO mentions (message_id, user_id, room_id, seq, counts, here)
      SELECT 1, value, 1, 1, 1, 1 FROM generate_series(2, 102)`,
    `INSERT INTO mentions (message_id, user_id, room_id, seq, counts, here)
      SELECT 2, value, 1, 2, 1, 1 FROM generate_series(3, 102)`,
  );
  const storage = await folder.open();
  const broadcastsOf = async (userId: number) =>
    (await storage.stores.messages.page(userId, 1, { limit: 9 })).messages.map(({ broadcast }) => broadcast);
  const userIds = Array.from({ length: 100 }, (_, at) => at + 3);
  const small = { to: "here", userIds } as const;
  expect(await broadcastsOf(2)).toEqual([{ to: "here", count: 101, me: true }, small]);
  expect(await broadcastsOf(1)).toEqual([{ to: "here", count: 101, me: false }, small]);
  await storage.close();
});

test("[G11] what was uploaded before and is not posted is counted so", async () => {
  await makeOldFile(9);
  await folder.write(
    ...people,
    `INSERT INTO messages (id, room_id, seq, rev, author_id, client_id, post_hash, body, created_at) VALUES (1, 1, 1, 1, 1, 'c', 'h', '', 0)`,
    `INSERT INTO files (room_id, uploader_id, message_id, hash, name, type, size, created_at)
      VALUES (1, 1, 1, 'a', 'a', 'text/plain', 100, 0), (1, 1, NULL, 'b', 'b', 'text/plain', 20, 9000000000000),
        (1, 2, 1, 'c', 'c', 'text/plain', 7, 0)`,
    "INSERT INTO file_usage (user_id, bytes) VALUES (1, 120), (2, 7)",
  );
  const storage = await folder.open();
  expect(await storage.stores.files.pageUsage({ after: 0, limit: 10 })).toEqual([
    { userId: 1, bytes: 120, unpostedBytes: 20 },
    { userId: 2, bytes: 7, unpostedBytes: 0 },
  ]);
  await storage.close();
});
