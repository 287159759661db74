// Whom a new post reaches beyond the room: by name (M1), by a broadcast (M2), by answering them (M4). Only posts that may
// reach someone come here, and only those that the run really wrote are followed.
import { sql, type SQL } from "drizzle-orm";
import type { ChangeOf } from "../../domain/journal.ts";

type Post = ChangeOf<"post">;

export interface NotifyRow extends Pick<Post, "clientId" | "replyTo" | "mentions" | "broadcast"> {
  authorId: number;
}

/** Run after the posts were inserted and before the counters rise. */
export function notifyStatements(rows: NotifyRow[]): SQL[] {
  const statements: SQL[] = [];
  const named = rows.filter(({ mentions }) => mentions.length > 0);
  const broadcasts = rows.filter(({ broadcast }) => broadcast !== null);
  const replies = rows.filter(({ replyTo }) => replyTo !== null);
  if (named.length > 0) statements.push(...mentionByName(written(named)));
  if (broadcasts.length > 0)
    statements.push(
      allowBroadcast(written(broadcasts)),
      writeBroadcasts(written(broadcasts, { here: true })),
    );
  if (replies.length > 0) statements.push(reachAnswered(written(replies)));
  return statements;
}

/** A CTE `w` of the messages that this run wrote for these rows. Only with `here` it carries who was: they may be thousands. */
function written(rows: NotifyRow[], { here = false } = {}): SQL {
  const carried = rows.map(({ broadcast, ...row }) => ({
    ...row,
    called: broadcast?.to,
    here: here && broadcast?.to === "here" ? [...new Set(broadcast.userIds)] : [],
  }));
  return sql`w AS MATERIALIZED (
    SELECT m.id, m.room_id, m.seq, m.author_id, m.reply_to, m.broadcast,
      p.value -> '$.mentions' AS named, p.value ->> '$.called' AS called, p.value -> '$.here' AS here
    FROM json_each(${JSON.stringify(carried)}) p
    CROSS JOIN messages m ON m.author_id = p.value ->> '$.authorId' AND m.client_id = p.value ->> '$.clientId'
    CROSS JOIN rooms r ON r.id = m.room_id AND m.seq > r.last_seq
  )`;
}

function mentionByName(w: SQL): SQL[] {
  return [
    // Of two spellings of one person the first stands.
    sql`WITH ${w}
      INSERT INTO mentions (message_id, user_id, room_id, seq, name, position, counts)
      SELECT w.id, b.user_id, w.room_id, w.seq, t.value ->> '$.name', t.key, b.user_id <> w.author_id
      FROM w CROSS JOIN json_each(w.named) t
      CROSS JOIN members b ON b.room_id = w.room_id AND b.user_id = t.value ->> '$.userId'
      CROSS JOIN users u ON u.id = b.user_id AND u.deactivated_at IS NULL
      WHERE true ORDER BY w.id, t.key ON CONFLICT DO NOTHING`,
    sql`WITH ${w}
      UPDATE messages SET named_mentions = (SELECT count(*) FROM mentions t WHERE t.message_id = messages.id)
      WHERE id IN (SELECT id FROM w)`,
  ];
}

/** M2: where the room lets the author; in a public room an admin may what its owners may (G2). */
function allowBroadcast(w: SQL): SQL {
  return sql`WITH ${w}
    UPDATE messages SET broadcast = n.called FROM (
      SELECT w.id, w.called FROM w
      JOIN rooms r ON r.id = w.room_id
      JOIN members b ON b.room_id = w.room_id AND b.user_id = w.author_id
      JOIN users u ON u.id = w.author_id
      WHERE r.broadcasts = 'members' OR b.role = 'owner' OR (r.kind = 'public' AND u.role = 'admin')
    ) n WHERE messages.id = n.id`;
}

/** One row each, however many it reaches: everyone is known by when they joined. */
function writeBroadcasts(w: SQL): SQL {
  // Members of those who are here, as `1,5,9`. Few are deactivated: they are in an index of their own.
  const here = sql`(SELECT group_concat(b.user_id, ',' ORDER BY b.user_id) FROM json_each(w.here) t
    CROSS JOIN members b ON b.room_id = w.room_id AND b.user_id = t.value
    WHERE b.user_id NOT IN (SELECT id FROM users WHERE deactivated_at IS NOT NULL))`;
  return sql`WITH ${w}, n AS MATERIALIZED (SELECT w.*, coalesce(${here}, '') AS ids FROM w WHERE w.broadcast IS NOT NULL)
    INSERT INTO broadcasts (message_id, room_id, seq, author_id, "to", count, ids)
    SELECT id, room_id, seq, author_id, broadcast,
      iif(ids = '', 0, 1 + length(ids) - length(replace(ids, ',', ''))), iif(ids = '', '', ',' || ids || ',') FROM n`;
}

function reachAnswered(w: SQL): SQL {
  return sql`WITH ${w}
    INSERT INTO mentions (message_id, user_id, room_id, seq, counts, replies)
    SELECT w.id, o.author_id, w.room_id, w.seq, 0, 1
    FROM w CROSS JOIN messages o ON o.id = w.reply_to
    CROSS JOIN users u ON u.id = o.author_id AND u.erased_at IS NULL
    WHERE o.author_id <> w.author_id ON CONFLICT DO UPDATE SET replies = 1`;
}
