// Files come and go, and what a person's files have together moves with them (SPEC F1, F3, F9).
import { sql, type SQL } from "drizzle-orm";
import { lives } from "./actor.ts";
import { isTrue, refuse, returnedId, single, type Verb } from "./verb.ts";
import { noEffects } from "./shared_effects.ts";

export const addFile: Verb<"addFile"> = single(noEffects, (change, at) => {
  const { actor, roomId, size } = change;
  const used = sql`coalesce((SELECT bytes FROM file_usage WHERE user_id = ${actor.userId}), 0)`;
  const isOpen = sql`EXISTS (SELECT 1 FROM members b JOIN rooms r ON r.id = b.room_id
    WHERE b.room_id = ${roomId} AND b.user_id = ${actor.userId} AND r.archived_at IS NULL)`;
  const fits = sql`${used} + ${size} <= ${change.quotaBytes}`;
  const { filesBytes } = change;
  const total = sql`(SELECT coalesce(sum(bytes), 0) FROM file_usage)`;
  const fitsAll = filesBytes === null ? sql`1` : sql`${total} + ${size} <= ${filesBytes}`;
  return {
    statements: [
      sql`SELECT ${lives(actor, at)} AS lives,
        EXISTS (SELECT 1 FROM members WHERE room_id = ${roomId} AND user_id = ${actor.userId}) AS isMember,
        ${isOpen} AS isOpen, ${fits} AS fits, ${fitsAll} AS fitsAll`,
      sql`INSERT INTO files (room_id, uploader_id, hash, thumb_hash, name, type, size, width, height, created_at)
        SELECT ${roomId}, ${actor.userId}, ${change.hash}, ${change.thumbHash}, ${change.name}, ${change.type}, ${size},
          ${change.width}, ${change.height}, ${at}
        WHERE ${lives(actor, at)} AND ${isOpen} AND ${fits} AND ${fitsAll}
        RETURNING id`,
      // `changes()` is of the INSERT just before: without a new row nothing is counted.
      sql`INSERT INTO file_usage (user_id, bytes, unposted_bytes) SELECT ${actor.userId}, ${size}, ${size} WHERE changes() > 0
        ON CONFLICT (user_id) DO UPDATE
        SET bytes = bytes + excluded.bytes, unposted_bytes = unposted_bytes + excluded.unposted_bytes`,
    ],
    outcome([facts, added]) {
      if (!isTrue(facts, "lives")) return refuse("session_over");
      if (!isTrue(facts, "isMember")) return refuse("not_found");
      if (!isTrue(facts, "isOpen")) return refuse("archived");
      if (!isTrue(facts, "fits")) return refuse("quota");
      if (!isTrue(facts, "fitsAll")) return refuse("files_full");
      const fileId = returnedId(added);
      if (fileId === null) throw new Error("A file that was allowed was not added.");
      return { ok: true, fileId };
    },
  };
});

const batchSize = 500;

export const dropUnposted: Verb<"dropUnposted"> = single(noEffects, ({ olderThanMs }, at) => {
  const which = sql`SELECT id FROM files WHERE message_id IS NULL AND created_at <= ${at - olderThanMs}
    ORDER BY created_at LIMIT ${batchSize}`;
  return {
    statements: [sql`SELECT count(*) AS dropped FROM (${which})`, ...dropFiles(which)],
    outcome([found]) {
      const dropped = Number(found?.rows[0]?.["dropped"] ?? 0);
      return { ok: true, isDone: dropped < batchSize, dropped };
    },
  };
});

/** The files of the new posts of this run, given as the rows that `posts.ts` makes, are theirs from now on. */
export function attachFiles(rows: SQL): SQL[] {
  const newPosts = sql`json_each(${rows}) p
      CROSS JOIN messages m ON m.author_id = p.value ->> '$[1]' AND m.client_id = p.value ->> '$[4]'
      CROSS JOIN rooms r ON r.id = m.room_id AND m.seq > r.last_seq`;
  const attach = sql`UPDATE files SET message_id = n.message, position = n.position
    FROM (
      SELECT m.id AS message, e.key AS position, e.value AS file
      FROM ${newPosts}
      CROSS JOIN json_each(p.value, '$[9]') e
      WHERE p.value ->> '$[8]' = 1
    ) n
    WHERE files.id = n.file AND files.message_id IS NULL`;
  const count = sql`UPDATE file_usage SET unposted_bytes = unposted_bytes - n.size
    FROM (
      SELECT f.uploader_id, sum(f.size) AS size FROM ${newPosts}
      CROSS JOIN files f ON f.message_id = m.id
      WHERE p.value ->> '$[8]' = 1
      GROUP BY f.uploader_id
    ) n
    WHERE user_id = n.uploader_id`;
  return [attach, count];
}

/** Those of these messages. */
export function dropFilesOf(messageIds: SQL): SQL[] {
  return dropFiles(sql`SELECT f.id FROM files f WHERE f.message_id IN (${messageIds})`);
}

/** Removes the rows of these files, given as a SELECT of their ids that both statements find the same. The bytes are collected later. */
export function dropFiles(which: SQL): SQL[] {
  return [
    sql`UPDATE file_usage SET bytes = bytes - n.size, unposted_bytes = unposted_bytes - n.unposted
      FROM (SELECT uploader_id, sum(size) AS size, sum(iif(message_id IS NULL, size, 0)) AS unposted
        FROM files WHERE id IN (${which}) GROUP BY uploader_id) n
      WHERE user_id = n.uploader_id`,
    sql`DELETE FROM files WHERE id IN (${which})`,
  ];
}
