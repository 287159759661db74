// Posts, the hot path: a run of any length is three statements, and some more when any of them mentions
// someone or replies.
import { sql, type SQL } from "drizzle-orm";
import type { ChangeOf } from "../../domain/journal.ts";
import { prepared } from "../statement.ts";
import { joinLiving } from "./actor.ts";
import { raiseCounters } from "./counters.ts";
import { attachFiles } from "./files.ts";
import {
  notifyRows,
  notifyStatements,
  notifyValues,
  type NotifyRows,
  type NotifyShape,
  type NotifyValues,
} from "./notify.ts";
import { outcomeColumns, type Case } from "./outcomes.ts";
import { raiseOriginals, readTouched } from "./originals.ts";
import { refusal, writtenOutcomes, writtenText, type Entry, type Plan, type Verb } from "./verb.ts";

type Post = ChangeOf<"post">;

type PostShape = NotifyShape & { hasFiles: boolean };

// The outcomes are read before the counters rise: until then `rev > rooms.rev` means written by this run. Then the originals
// are touched, with new revs (N1).
const statements = prepared<{ rows: string } & NotifyValues, PostShape>((placeholder, shape) => {
  const rows = placeholder("rows");
  const replies = repliesOf(rows);
  const { hasFiles, hasReplies } = shape;
  return [
    insertPosts(rows, { hasFiles }),
    ...notifyStatements(placeholder, shape),
    ...(hasFiles ? attachFiles(rows) : []),
    readPosts(rows, { hasFiles }),
    ...(hasReplies ? [raiseOriginals(replies, "+"), readTouched(replies)] : []),
    raiseCounters(sql`SELECT value ->> '$[0]' FROM json_each(${rows})`, {
      posts: hasReplies ? "among others" : "alone",
    }),
  ];
});

export const post: Verb<"post"> = {
  // D4 inside one run: an exact repetition gets what the first one gets; anything else under the same client id waits for
  // the next run, where the first is a known row.
  startRun() {
    const seen = new Map<string, Post>();
    const attachedFiles = new Set<number>();
    return (change) => {
      const first = seen.get(keyOf(change));
      if (first) return isRepetition(first, change);
      // F2: of two messages with one file the second must find it taken.
      if (change.fileIds.some((id) => attachedFiles.has(id))) return false;
      seen.set(keyOf(change), change);
      for (const id of change.fileIds) attachedFiles.add(id);
      return true;
    };
  },
  plan(entries) {
    const reaching = rowsReaching(entries);
    const shape = {
      hasFiles: entries.some(({ change }) => change.fileIds.length > 0),
      hasNames: reaching.named.length > 0,
      hasBroadcasts: reaching.broadcasts.length > 0,
      hasReplies: entries.some(({ change }) => change.replyTo !== null),
    };
    const plan: Plan = {
      statements: statements({ rows: postRows(entries), ...notifyValues(reaching) }, shape),
      outcomes: writtenOutcomes,
    };
    if (shape.hasReplies) plan.touched = (results) => writtenText(results, "touched");
    return plan;
  },
  effects: (_change, { message }) => [{ kind: "message", what: "posted", message }],
};

function keyOf(change: Post): string {
  return `${change.actor.userId} ${change.clientId}`;
}

function isRepetition(first: Post, again: Post): boolean {
  return first.actor.sessionId === again.actor.sessionId && hashOf(first) === hashOf(again);
}

/** D4. Written once: another text would make strangers of all messages that are there. */
function hashOf({ roomId, body, replyTo, fileIds }: Post): string {
  const text = JSON.stringify([roomId, body, replyTo, fileIds]);
  return new Bun.CryptoHasher("sha256").update(text).digest("hex");
}

/** [room, user, session, at, client id, hash, body, reply, whether the first of its client id in this run, file ids] */
function postRows(entries: Entry<"post">[]): string {
  const seen = new Set<string>();
  return JSON.stringify(
    entries.map(({ at, change }) => {
      const key = keyOf(change);
      const isFirst = !seen.has(key);
      seen.add(key);
      return [
        change.roomId,
        change.actor.userId,
        change.actor.sessionId,
        at,
        change.clientId,
        hashOf(change),
        change.body,
        change.replyTo,
        isFirst ? 1 : 0,
        change.fileIds,
      ];
    }),
  );
}

/** What reaches someone beyond the room: the rest of a run does not pay for it. */
function rowsReaching(entries: Entry<"post">[]): NotifyRows {
  const seen = new Set<string>();
  const rows = entries.flatMap(({ change }) => {
    const { actor, clientId, replyTo, mentions, broadcast } = change;
    const reachesSomeone = replyTo !== null || mentions.length > 0 || broadcast !== null;
    if (!reachesSomeone || seen.has(keyOf(change))) return [];
    seen.add(keyOf(change));
    return [{ authorId: actor.userId, clientId, replyTo, mentions, broadcast }];
  });
  return notifyRows(rows);
}

/** The new posts of this run that reply, over what `raiseOriginals` asks for. */
function repliesOf(rows: SQL): SQL {
  return sql`SELECT m.reply_to AS original
    FROM json_each(${rows}) p
    CROSS JOIN messages m ON m.author_id = p.value ->> '$[1]' AND m.client_id = p.value ->> '$[4]'
    CROSS JOIN rooms r ON r.id = m.room_id AND m.seq > r.last_seq
    WHERE p.value ->> '$[7]' IS NOT NULL AND p.value ->> '$[8]' = 1`;
}

/** Over a row `p`, as the next. */
const isReplyThere = sql.raw(
  `(p.reply IS NULL OR EXISTS (SELECT 1 FROM messages t WHERE t.id = p.reply AND t.room_id = p.room))`,
);

/** F2. Only runs with files ask: the others do not pay for it. */
const areFilesThere = sql.raw(`NOT EXISTS (
  SELECT 1 FROM json_each(p.files) e LEFT JOIN files f
    ON f.id = e.value AND f.message_id IS NULL AND f.room_id = p.room AND f.uploader_id = p.user
  WHERE f.id IS NULL)`);

/** Over such a row and its message. */
const filesMissing: Case = [
  sql`m.id IS NULL AND ${isReplyThere} AND NOT ${areFilesThere}`,
  refusal("files_missing"),
];

// A row that finds no living session, no membership, a reply to elsewhere, or files that are not there is simply not there
// (never an SQL error), and spends no number. CROSS JOIN keeps SQLite from turning the joins round.
function insertPosts(rows: SQL, { hasFiles }: { hasFiles: boolean }): SQL {
  return sql`
    WITH p AS MATERIALIZED (
      SELECT key AS ord, value ->> '$[0]' AS room, value ->> '$[1]' AS user, value ->> '$[2]' AS session, value ->> '$[3]' AS at,
        value ->> '$[4]' AS client, value ->> '$[5]' AS hash, value ->> '$[6]' AS body, value ->> '$[7]' AS reply
        ${hasFiles ? sql`, value -> '$[9]' AS files` : sql``}
      FROM json_each(${rows}) WHERE value ->> '$[8]' = 1
    )
    INSERT INTO messages (room_id, seq, rev, author_id, client_id, post_hash, body, reply_to, created_at, file_count)
    SELECT r.id,
      r.last_seq + row_number() OVER (PARTITION BY r.id ORDER BY p.ord),
      r.rev + row_number() OVER (PARTITION BY r.id ORDER BY p.ord),
      u.id, p.client, p.hash, p.body, p.reply, p.at, ${hasFiles ? sql`json_array_length(p.files)` : sql`0`}
    FROM p
    CROSS JOIN sessions s ON s.id = p.session AND s.user_id = p.user AND s.expires_at > p.at
    CROSS JOIN users u ON u.id = s.user_id AND u.deactivated_at IS NULL
    CROSS JOIN members b ON b.room_id = p.room AND b.user_id = p.user
    CROSS JOIN rooms r ON r.id = p.room AND r.archived_at IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM messages k WHERE k.author_id = p.user AND k.client_id = p.client)
      AND ${isReplyThere} ${hasFiles ? sql`AND ${areFilesThere}` : sql``}
    ORDER BY p.ord`;
}

// Access first (D4), then sameness, then what the message is now. No row at all: the room is archived (G5), the reply was to
// nothing in this room, or a file that cannot be posted (F2).
function readPosts(rows: SQL, { hasFiles }: { hasFiles: boolean }): SQL {
  return sql`
    WITH p AS MATERIALIZED (
      SELECT key AS ord, value ->> '$[0]' AS room, value ->> '$[1]' AS user, value ->> '$[2]' AS session, value ->> '$[3]' AS at,
        value ->> '$[4]' AS client, value ->> '$[5]' AS hash, value ->> '$[8]' AS isFirst
        ${hasFiles ? sql`, value ->> '$[7]' AS reply, value -> '$[9]' AS files` : sql``}
      FROM json_each(${rows})
    )
    SELECT ${outcomeColumns(sql`p.isFirst AND m.rev > r.rev`, [
      [sql`u.id IS NULL`, refusal("session_over")],
      [sql`b.user_id IS NULL`, refusal("not_found")],
      [sql`m.id IS NULL AND r.archived_at IS NOT NULL`, refusal("archived")],
      ...(hasFiles ? [filesMissing] : []),
      [sql`m.id IS NULL`, refusal("not_found")],
      [sql`m.post_hash <> p.hash`, refusal("client_id_reused")],
    ])}
    FROM p
    ${joinLiving}
    LEFT JOIN members b ON b.room_id = p.room AND b.user_id = p.user
    LEFT JOIN messages m ON m.author_id = p.user AND m.client_id = p.client
    LEFT JOIN rooms r ON r.id = p.room
    LEFT JOIN users a ON a.id = m.author_id`;
}
