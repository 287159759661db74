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
  const everyone = rows.filter(({ broadcast }) => broadcast?.to === "everyone");
  const here = rows.filter(({ broadcast }) => broadcast?.to === "here");
  const replies = rows.filter(({ replyTo }) => replyTo !== null);
  if (named.length > 0) statements.push(...mentionByName(written(named)));
  if (everyone.length > 0)
    statements.push(allowBroadcast(written(everyone), "everyone"), reachEveryone(written(everyone)));
  if (here.length > 0) statements.push(allowBroadcast(written(here), "here"), reachHere(written(here)));
  if (replies.length > 0) statements.push(reachAnswered(written(replies)));
  return statements;
}

/** A CTE `w` of the messages that this run wrote for these rows. */
function written(rows: NotifyRow[]): SQL {
  return sql`w AS MATERIALIZED (
    SELECT m.id, m.room_id, m.seq, m.author_id, m.reply_to, m.broadcast,
      p.value -> '$.mentions' AS named, p.value -> '$.broadcast.userIds' AS here
    FROM json_each(${JSON.stringify(rows)}) p
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
function allowBroadcast(w: SQL, to: "everyone" | "here"): SQL {
  return sql`WITH ${w}
    UPDATE messages SET broadcast = ${to} FROM (
      SELECT w.id FROM w
      JOIN rooms r ON r.id = w.room_id
      JOIN members b ON b.room_id = w.room_id AND b.user_id = w.author_id
      JOIN users u ON u.id = w.author_id
      WHERE r.broadcasts = 'members' OR b.role = 'owner' OR (r.kind = 'public' AND u.role = 'admin')
    ) n WHERE messages.id = n.id`;
}

function reachEveryone(w: SQL): SQL {
  return sql`WITH ${w}
    INSERT INTO mentions (message_id, user_id, room_id, seq, counts)
    SELECT w.id, b.user_id, w.room_id, w.seq, 1
    FROM w CROSS JOIN members b ON b.room_id = w.room_id
    CROSS JOIN users u ON u.id = b.user_id AND u.deactivated_at IS NULL
    WHERE w.broadcast IS NOT NULL AND b.user_id <> w.author_id ON CONFLICT DO NOTHING`;
}

function reachHere(w: SQL): SQL {
  return sql`WITH ${w}
    INSERT INTO mentions (message_id, user_id, room_id, seq, counts, here)
    SELECT w.id, b.user_id, w.room_id, w.seq, b.user_id <> w.author_id, 1
    FROM w CROSS JOIN json_each(w.here) t
    CROSS JOIN members b ON b.room_id = w.room_id AND b.user_id = t.value
    CROSS JOIN users u ON u.id = b.user_id AND u.deactivated_at IS NULL
    WHERE w.broadcast IS NOT NULL ON CONFLICT DO UPDATE SET here = 1`;
}

function reachAnswered(w: SQL): SQL {
  return sql`WITH ${w}
    INSERT INTO mentions (message_id, user_id, room_id, seq, counts, replies)
    SELECT w.id, o.author_id, w.room_id, w.seq, 0, 1
    FROM w CROSS JOIN messages o ON o.id = w.reply_to
    CROSS JOIN users u ON u.id = o.author_id AND u.erased_at IS NULL
    WHERE o.author_id <> w.author_id ON CONFLICT DO UPDATE SET replies = 1`;
}
