// A room as one of its members sees it, with counts of the same moment (W6, U1).
import { sql, type SQL } from "drizzle-orm";
import { limits } from "../../protocol/limits.ts";

/** U1, over a room `r` and a member `b` of it. Bounded on both sides: rows counted and rows looked at. */
const unread: SQL = sql.raw(`(SELECT count(*) FROM (
  SELECT 1 FROM messages x
  WHERE x.room_id = r.id AND x.seq > max(b.read_seq, r.last_seq - ${limits.unreadLookBack})
    AND x.author_id <> b.user_id AND x.deleted_at IS NULL
  LIMIT ${limits.unreadCap}))`);

export const countsJson: SQL = sql`json_object(
  'rev', r.rev, 'lastSeq', r.last_seq, 'readSeq', b.read_seq, 'unread', ${unread}, 'mentions', 0)`;

/** Over a room `r` and a member `b` of it. */
export const myRoomJson: SQL = sql`json_object(
  'id', r.id, 'kind', r.kind, 'name', r.name, 'topic', r.topic, 'createdAt', r.created_at,
  'rev', r.rev, 'lastSeq', r.last_seq, 'readSeq', b.read_seq, 'unread', ${unread}, 'mentions', 0,
  'joined', json('true'), 'notify', 'default')`;

/** Over a public room `r` that I have not joined. */
export const otherRoomJson: SQL = sql.raw(`json_object(
  'id', r.id, 'kind', r.kind, 'name', r.name, 'topic', r.topic, 'createdAt', r.created_at,
  'rev', r.rev, 'lastSeq', r.last_seq, 'readSeq', 0, 'unread', 0, 'mentions', 0,
  'joined', json('false'), 'notify', 'default')`);
