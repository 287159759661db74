// A room as one of its members sees it, with counts of the same moment (W6, U1).
import { sql, type SQL } from "drizzle-orm";
import { limits } from "../../protocol/limits.ts";
import { personJson } from "../person_json.ts";
import { isNotNamed, isReached } from "./reached.ts";

/** Where nothing is unread there is nothing to count: most rooms of most people. */
const whereUnread = (count: string): SQL => sql.raw(`iif(r.last_seq > b.read_seq, ${count}, 0)`);

/** U1, over a room `r` and a member `b` of it. Bounded on both sides: rows counted and rows read. */
const unread: SQL = whereUnread(`(SELECT count(*) FROM (
  SELECT 1 FROM messages x
  WHERE x.room_id = r.id AND x.seq > max(b.read_seq, r.last_seq - ${limits.unreadSeqsScanned})
    AND x.author_id <> b.user_id AND x.deleted_at IS NULL
  LIMIT ${limits.unreadCap}))`);

/** U4. A deleted message has neither mentions nor a broadcast. Of the newest broadcasts those that reached me. */
const mentions: SQL = whereUnread(`min(${limits.unreadCap}, (SELECT count(*) FROM (
  SELECT 1 FROM mentions x
  WHERE x.user_id = b.user_id AND x.room_id = r.id
    AND x.seq > max(b.read_seq, r.last_seq - ${limits.unreadSeqsScanned}) AND x.counts = 1
  LIMIT ${limits.unreadCap})) + (SELECT count(*) FROM (
  SELECT * FROM broadcasts y
  WHERE y.room_id = r.id AND y.seq > max(b.read_seq, b.joined_seq, r.last_seq - ${limits.unreadSeqsScanned})
  ORDER BY y.seq DESC LIMIT ${limits.broadcastsScanned}) x WHERE ${isReached} AND ${isNotNamed}))`);

const counted: SQL = sql`'rev', r.rev, 'lastSeq', r.last_seq, 'readSeq', b.read_seq, 'unread', ${unread}, 'mentions', ${mentions}`;

export const countsJson: SQL = sql`json_object(${counted})`;

const info: SQL =
  sql.raw(`'id', r.id, 'kind', r.kind, 'name', r.name, 'topic', r.topic, 'createdAt', r.created_at,
  'archivedAt', r.archived_at, 'broadcasts', r.broadcasts`);

/** The fields that are the same for all members. */
export const roomInfoJson: SQL = sql`json_object(${info})`;

/** U6: a person who has switched receipts off neither gives nor gets them. Ordered by id. */
const receipts: SQL = sql`(
  SELECT json_group_array(json_object('userId', o.user_id, 'seq', o.seen_seq) ORDER BY o.user_id)
  FROM users me JOIN members o ON o.room_id = r.id AND o.user_id <> me.id JOIN users u ON u.id = o.user_id
  WHERE me.id = b.user_id AND me.receipts AND u.receipts)`;

/** H4: of a damaged key, nobody. */
export const directIds: SQL = sql.raw(
  `iif(json_valid('[' || r.direct_key || ']'), '[' || r.direct_key || ']', '[]')`,
);

/** The fields of direct rooms alone, as the beginning of an object. The people of such a room never change: also erased ones. */
const directFields: SQL = sql`iif(r.kind <> 'direct', '',
  '"members":' || (SELECT json_group_array(${personJson("a")} ORDER BY a.id)
    FROM json_each(${directIds}) o CROSS JOIN users a ON a.id = o.value)
  || ',"receipts":' || ${receipts}
  || ',"lastAt":' || r.last_at
  || ',')`;

/** Over a room `r` and a member `b` of it. A text: inside other JSON it wants `json()` around it. */
export const myRoomJson: SQL = sql`'{' || ${directFields} || substr(json_object(${info}, ${counted},
  'joined', json('true'), 'role', b.role,
  'notify', b.notify, 'mutedUntil', b.muted_until, 'starred', json(iif(b.starred, 'true', 'false')), 'hiddenSeq', b.hidden_seq), 2)`;

/** Over a public room `r` that I have not joined: keys and values. */
export const otherRoomFields: SQL = sql`${info},
  'rev', r.rev, 'lastSeq', r.last_seq, 'readSeq', 0, 'unread', 0, 'mentions', 0,
  'joined', json('false'), 'role', NULL, 'notify', 'default', 'mutedUntil', NULL, 'starred', json('false'), 'hiddenSeq', NULL`;

export const otherRoomJson: SQL = sql`json_object(${otherRoomFields})`;
