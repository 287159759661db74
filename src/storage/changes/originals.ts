// N1: a message counts the replies to it that are not deleted. When a reply is added or deleted, the original gets a new rev after
// those of the run that touched it, and is sent after it ("touched").
import { sql, type SQL } from "drizzle-orm";
import { messageJson } from "../message_json.ts";
import { asBytes } from "../stored_text.ts";

/** `replies`: a SELECT of `original`, a row for each reply that was added or deleted in this run. */
export function raiseOriginals(replies: SQL, sign: "+" | "-"): SQL {
  return sql`
    UPDATE messages SET replies = replies ${sql.raw(sign)} n.count, rev = n.rev
    FROM (
      SELECT o.id, c.count,
        (SELECT max(r.rev, coalesce(max(x.rev), 0)) FROM messages x WHERE x.room_id = r.id AND x.rev > r.rev)
          + row_number() OVER (PARTITION BY r.id ORDER BY o.seq) AS rev
      FROM (SELECT original, count(*) AS count FROM (${replies}) GROUP BY original) c
      JOIN messages o ON o.id = c.original
      JOIN rooms r ON r.id = o.room_id
    ) n
    WHERE messages.id = n.id`;
}

/** Read before the counters rise, like the outcomes. */
export function readTouched(replies: SQL): SQL {
  return sql`
    SELECT ${asBytes(sql`json_group_array(${messageJson} ORDER BY m.rev)`)} AS touched
    FROM messages m JOIN users a ON a.id = m.author_id JOIN rooms r ON r.id = m.room_id
    WHERE m.id IN (SELECT original FROM (${replies})) AND m.rev > r.rev`;
}
