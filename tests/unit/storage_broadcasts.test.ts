// What a broadcast costs: rows written, and rows that an inbox of many rooms looks at.
import { afterEach, beforeEach, expect, test } from "bun:test";

import type { ChangeOf } from "../../src/domain/journal.ts";
import { parseStoredMessage } from "../../src/domain/stored_message.ts";
import { ada, makeDataFolder, people, type DataFolder } from "../support/data_folder.ts";

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
});
afterEach(() => folder.dispose());

const post = { kind: "post", actor: ada, roomId: 1, body: "b", replyTo: null } as const;
const calling = (clientId: string, broadcast: ChangeOf<"post">["broadcast"]): ChangeOf<"post"> => ({
  ...post,
  clientId,
  broadcast,
  mentions: [],
  fileIds: [],
});

test("[M2] a broadcast writes one row, however many it reaches; of those who are here only active members", async () => {
  await folder.write(
    ...people,
    `INSERT INTO users (id, username, folded_look, typed_look, display_name, password_hash, role, created_at, deactivated_at)
      SELECT value, 'u' || value, 'u' || value, 'u' || value, '', '', 'member', 0, iif(value = 7, 1, NULL) FROM generate_series(3, 300)`,
    `INSERT INTO members (room_id, user_id, role, read_seq, joined_at)
      SELECT 1, value, 'member', 0, 0 FROM generate_series(3, 300) WHERE value <> 8`,
    "INSERT INTO rooms (id, kind, name, created_at) VALUES (2, 'public', 'garden', 0)",
    "INSERT INTO members (room_id, user_id, role, read_seq, joined_at) VALUES (2, 1, 'member', 0, 0)",
  );
  const storage = await folder.open();
  const outcomes = await Promise.all([
    storage.journal.submit(calling("a", { to: "everyone" })),
    storage.journal.submit(calling("b", { to: "here", userIds: [9, 7, 999, 2, 8, 9, 1] })),
    storage.journal.submit(calling("c", { to: "here", userIds: [999] })),
    // Of one run, and with the same people as before in another order; in a room where but one of them is.
    storage.journal.submit(calling("d", { to: "here", userIds: [1, 2, 7, 8, 9, 999] })),
    storage.journal.submit({ ...calling("e", { to: "here", userIds: [1, 2, 7, 8, 9, 999] }), roomId: 2 }),
  ]);
  expect(outcomes.map((outcome) => outcome.ok && parseStoredMessage(outcome.message).broadcast)).toEqual([
    { to: "everyone" },
    { to: "here", userIds: [1, 2, 9] },
    { to: "here", userIds: [] },
    { to: "here", userIds: [1, 2, 9] },
    { to: "here", userIds: [1] },
  ]);
  const mentioned = async (userId: number) => (await storage.stores.rooms.counts(userId, 1))?.mentions;
  expect([await mentioned(300), await mentioned(9), await mentioned(1)]).toEqual([1, 3, 0]);
  await storage.close();
  expect(await folder.read("SELECT count(*) FROM mentions")).toEqual([0]);
  expect(
    await folder.read(`SELECT seq || ' ' || "to" || ' ' || count || ' ' || ids FROM broadcasts`),
  ).toEqual(["1 everyone 0 ", "2 here 3 ,1,2,9,", "3 here 0 ", "4 here 3 ,1,2,9,", "1 here 1 ,1,"]);
});
