// J2 in the middle of everything: the process is killed while retention empties, again and again.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { join } from "node:path";

import { checkCounters } from "../../src/storage/damage/check_database.ts";
import { makeDataFolder, openRaw, people, type DataFolder } from "../support/data_folder.ts";
import { createRandom } from "../support/random.ts";

const rooms = [1, 2, 3];
const old = 4000;
const young = 100;
const perRoom = old + young;
const dayMs = 24 * 3600 * 1000;

let folder: DataFolder;
beforeEach(async () => {
  folder = await makeDataFolder();
  await (await folder.open()).close();
  const at = Date.now();
  await folder.write(
    ...people,
    `INSERT INTO rooms (id, kind, name, created_at) VALUES (2, 'public', 'attic', 0), (3, 'private', 'cellar', 0)`,
    // The young answer the old: what they count stays, whatever goes.
    ...rooms.map(
      (
        id,
      ) => `INSERT INTO messages (room_id, seq, rev, author_id, client_id, post_hash, body, created_at, reply_to, file_count, reaction_kinds, named_mentions)
      SELECT ${id}, value, value, 1 + value % 2, 'c-${id}-' || value, 'hash', 'words ' || value, iif(value <= ${old}, 1000, ${at}),
        iif(value > 1 AND value % 10 = 0, (${id} - 1) * ${perRoom} + value - 7, NULL), value % 3 = 0, value % 2 = 0, value % 5 = 0
      FROM generate_series(1, ${perRoom})`,
    ),
    `UPDATE rooms SET last_seq = ${perRoom}, rev = ${perRoom}`,
    `INSERT INTO files (room_id, uploader_id, message_id, hash, name, type, size, created_at)
      SELECT room_id, author_id, id, 'h' || id, 'f', 'text/plain', 7, 0 FROM messages WHERE file_count = 1`,
    `INSERT INTO reactions (message_id, emoji, user_id, at) SELECT id, '👍', 2, 0 FROM messages WHERE reaction_kinds = 1`,
    `INSERT INTO mentions (message_id, user_id, room_id, seq, name, counts)
      SELECT id, 2, room_id, seq, 'Bob', 1 FROM messages WHERE named_mentions = 1`,
    `INSERT INTO file_usage (user_id, bytes) SELECT uploader_id, sum(size) FROM files GROUP BY uploader_id`,
    `UPDATE messages SET replies = (SELECT count(*) FROM messages r WHERE r.reply_to = messages.id)`,
    `INSERT INTO meta (key, value) VALUES ('retentionDays', '30'), ('retentionDay', '${Math.floor(at / dayMs)}')`,
  );
});
afterEach(() => folder.dispose());

/** Until it ends, or is killed that long after so many steps. */
async function run(kill: { afterSteps: number; ms: number } | null, how = ""): Promise<"done" | "killed"> {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, "retention_on.ts"), folder.dataDir, how], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const decoder = new TextDecoder();
  let output = "";
  let isHit = false;
  for await (const chunk of child.stdout) {
    output += decoder.decode(chunk, { stream: true });
    if (!kill || isHit || output.split("step").length <= kill.afterSteps || !output.includes("open"))
      continue;
    isHit = true;
    await Bun.sleep(kill.ms);
    child.kill("SIGKILL");
  }
  await child.exited;
  return output.includes("done") ? "done" : "killed";
}

interface Finding {
  emptied: number;
  wrong: Record<string, unknown>;
}

/** Each count is of rows that contradict others: 0 where each message is whole or emptied, with all that belongs to it. */
async function inspect(): Promise<Finding> {
  const client = openRaw(folder.path);
  const { rows } = await client.execute(`WITH
    gone AS (SELECT m.id FROM messages m JOIN rooms r ON r.id = m.room_id WHERE m.seq < r.first_seq),
    kept AS (SELECT m.* FROM messages m JOIN rooms r ON r.id = m.room_id WHERE m.seq >= r.first_seq)
    SELECT
      (SELECT count(*) FROM gone) AS emptied,
      (SELECT count(*) FROM messages WHERE id IN gone AND NOT (body = '' AND deleted_at IS NOT NULL AND file_count = 0
        AND reaction_kinds = 0 AND named_mentions = 0)) AS halfGone,
      (SELECT count(*) FROM kept WHERE body <> 'words ' || seq OR deleted_at IS NOT NULL) AS halfKept,
      (SELECT count(*) FROM files WHERE message_id IN gone) AS files,
      (SELECT count(*) FROM reactions WHERE message_id IN gone) AS reactions,
      (SELECT count(*) FROM mentions WHERE message_id IN gone) AS mentions,
      (SELECT count(*) FROM kept k WHERE k.file_count <> (SELECT count(*) FROM files f WHERE f.message_id = k.id)) AS keptFiles,
      (SELECT count(*) FROM kept k WHERE k.reaction_kinds <> (SELECT count(*) FROM reactions x WHERE x.message_id = k.id)) AS keptReactions,
      (SELECT count(*) FROM file_usage u WHERE u.bytes <> (SELECT coalesce(sum(size), 0) FROM files WHERE uploader_id = u.user_id)) AS usage,
      (SELECT count(*) FROM messages m WHERE m.replies <>
        (SELECT count(*) FROM messages c WHERE c.reply_to = m.id AND c.deleted_at IS NULL)) AS replies,
      (SELECT count(*) FROM rooms WHERE (first_seq > 1) <> (floor_rev > 0) OR floor_rev > rev) AS floors,
      (SELECT count(*) FROM messages m JOIN rooms r ON r.id = m.room_id WHERE m.seq < r.first_seq AND m.rev > r.floor_rev) AS aboveFloor,
      (SELECT count(*) FROM gone) - (SELECT coalesce(sum(CAST(detail AS INTEGER)), 0) FROM audit WHERE action = 'messages_expired') AS audited`);
  const counters = await checkCounters(client);
  client.close();
  const { emptied, ...wrong } = { ...rows[0] };
  return { emptied: Number(emptied), wrong: { ...wrong, counters: counters.length } };
}

const nothingWrong = {
  halfGone: 0,
  halfKept: 0,
  files: 0,
  reactions: 0,
  mentions: 0,
  keptFiles: 0,
  keptReactions: 0,
  usage: 0,
  replies: 0,
  floors: 0,
  aboveFloor: 0,
  audited: 0,
  counters: 0,
};

test("[J2] [D3] [D5] killed while it empties, each message is whole or emptied with all that is its, counters agree, and the next run goes on", async () => {
  expect(await inspect()).toEqual({ emptied: 0, wrong: nothingWrong });
  const random = createRandom(7);
  const amounts: number[] = [];
  for (let kills = 0; kills < 5; kills += 1) {
    // Between two steps, in the middle of one, and while it only begins.
    const how = await run({ afterSteps: kills === 0 ? 0 : 1 + (kills % 3), ms: random.next() * 25 });
    const { emptied, wrong } = await inspect();
    expect({ kills, wrong }).toEqual({ kills, wrong: nothingWrong });
    amounts.push(emptied);
    if (how === "done") break;
  }
  // In steps: some were done before a kill, and some were left.
  expect(amounts.some((emptied) => emptied > 0 && emptied < rooms.length * old)).toBe(true);
  expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
  expect(await run(null)).toBe("done");
  expect(await inspect()).toEqual({ emptied: rooms.length * old, wrong: nothingWrong });
}, 120_000);

test("[J2] steps that are no transactions are found out by this look", async () => {
  let wrong: Record<string, unknown> = nothingWrong;
  for (let kills = 0; kills < 30 && Bun.deepEquals(wrong, nothingWrong); kills += 1) {
    await run({ afterSteps: 1, ms: kills % 12 }, "apart");
    ({ wrong } = await inspect());
  }
  expect(wrong).not.toEqual(nothingWrong);
}, 120_000);
