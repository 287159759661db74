// The people whom a new post mentions (M1), reaches by a broadcast (M2) or answers (M4). Only posts that may
// reach someone come here, and only those that the run really wrote are followed.
import { sql, type SQL } from "drizzle-orm";
import type { ChangeOf } from "../../domain/journal.ts";
import type { PlaceholderOf } from "../statement.ts";

type Post = ChangeOf<"post">;

interface NotifyRow extends Pick<Post, "clientId" | "replyTo" | "mentions" | "broadcast"> {
  authorId: number;
}

/** By what they ask for. */
export interface NotifyRows {
  named: NotifyRow[];
  broadcasts: NotifyRow[];
  replies: NotifyRow[];
}

/** JSON lists. */
export type NotifyValues = { named: string; broadcasts: string; answers: string; lists: string };
export type NotifyShape = { hasNames: boolean; hasBroadcasts: boolean; hasReplies: boolean };

export function notifyRows(rows: NotifyRow[]): NotifyRows {
  return {
    named: rows.filter(({ mentions }) => mentions.length > 0),
    broadcasts: rows.filter(({ broadcast }) => broadcast !== null),
    replies: rows.filter(({ replyTo }) => replyTo !== null),
  };
}

export function notifyValues({ named, broadcasts, replies }: NotifyRows): NotifyValues {
  // Posts of one run mostly find the same people here: their members are looked up once.
  const lists = broadcasts.flatMap(({ broadcast }) =>
    broadcast?.to === "here" ? listOf(broadcast.userIds) : [],
  );
  const distinct = [...new Set(lists)];
  const carried = (rows: NotifyRow[]) =>
    JSON.stringify(
      rows.map(({ broadcast, ...row }) => ({
        ...row,
        called: broadcast?.to,
        list: broadcast?.to === "here" ? distinct.indexOf(listOf(broadcast.userIds)) : null,
      })),
    );
  return {
    named: carried(named),
    broadcasts: carried(broadcasts),
    answers: carried(replies),
    lists: `[${distinct.join()}]`,
  };
}

/** Run after the posts were inserted and before the counters rise. */
export function notifyStatements(
  placeholder: PlaceholderOf<NotifyValues>,
  { hasNames, hasBroadcasts, hasReplies }: NotifyShape,
): SQL[] {
  const broadcasts = written(placeholder("broadcasts"));
  return [
    ...(hasNames ? mentionByName(written(placeholder("named"))) : []),
    ...(hasBroadcasts ? [allowBroadcast(broadcasts), writeBroadcasts(broadcasts, placeholder("lists"))] : []),
    ...(hasReplies ? [reachAnswered(written(placeholder("answers")))] : []),
  ];
}

/** A CTE `w` of the messages that this run wrote for these rows. The online people are one of the lists: they may be thousands. */
function written(rows: SQL): SQL {
  return sql`w AS MATERIALIZED (
    SELECT m.id, m.room_id, m.seq, m.author_id, m.reply_to, m.broadcast,
      p.value -> '$.mentions' AS named, p.value ->> '$.called' AS called, p.value ->> '$.list' AS list
    FROM json_each(${rows}) p
    CROSS JOIN messages m ON m.author_id = p.value ->> '$.authorId' AND m.client_id = p.value ->> '$.clientId'
    CROSS JOIN rooms r ON r.id = m.room_id AND m.seq > r.last_seq
  )`;
}

/** The same for the same people. */
function listOf(userIds: readonly number[]): string {
  return JSON.stringify([...new Set(userIds)].sort((a, b) => a - b));
}

function mentionByName(w: SQL): SQL[] {
  return [
    // Of two spellings of one person the first counts.
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
function writeBroadcasts(w: SQL, lists: SQL): SQL {
  // Few are deactivated: they have a separate index.
  return sql`WITH ${w},
    n AS MATERIALIZED (SELECT d.room_id, d.list, coalesce((
        SELECT group_concat(b.user_id, ',' ORDER BY b.user_id) FROM json_each(${lists}, '$[' || d.list || ']') t
        CROSS JOIN members b ON b.room_id = d.room_id AND b.user_id = t.value
        WHERE b.user_id NOT IN (SELECT id FROM users WHERE deactivated_at IS NOT NULL)), '') AS ids
      FROM (SELECT DISTINCT room_id, list FROM w WHERE broadcast = 'here') d)
    INSERT INTO broadcasts (message_id, room_id, seq, author_id, "to", count, ids)
    SELECT w.id, w.room_id, w.seq, w.author_id, w.broadcast,
      iif(n.ids <> '', 1 + length(n.ids) - length(replace(n.ids, ',', '')), 0), iif(n.ids <> '', ',' || n.ids || ',', '')
    FROM w LEFT JOIN n ON n.room_id = w.room_id AND n.list = w.list WHERE w.broadcast IS NOT NULL`;
}

function reachAnswered(w: SQL): SQL {
  return sql`WITH ${w}
    INSERT INTO mentions (message_id, user_id, room_id, seq, counts, replies)
    SELECT w.id, o.author_id, w.room_id, w.seq, 0, 1
    FROM w CROSS JOIN messages o ON o.id = w.reply_to
    CROSS JOIN users u ON u.id = o.author_id AND u.erased_at IS NULL
    WHERE o.author_id <> w.author_id ON CONFLICT DO UPDATE SET replies = 1`;
}
