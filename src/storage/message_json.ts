// A message as the wire knows it (W4), built by SQLite: one text a page instead of twenty cells a row, which cost libSQL
// more than the query. A message with neither mentions, broadcast, reactions nor files looks into no other table for them.
import { sql, type SQL } from "drizzle-orm";
import { limits } from "../protocol/limits.ts";
import { authorJson } from "./person_json.ts";

const mentionsJson = sql`CASE WHEN m.named_mentions = 0 THEN json_array() ELSE (
  SELECT json_group_array(json_object('name', t.name, 'user', ${authorJson("c")}) ORDER BY t.position)
  FROM mentions t JOIN users c ON c.id = t.user_id WHERE t.message_id = m.id AND t.name IS NOT NULL) END`;

/** M2: the people who were online, or how many. `x.ids` is `,1,5,9,` (H4: of a damaged one, nobody). */
const hereJson =
  sql.raw(`SELECT iif(x.count > ${limits.broadcastIds}, json_object('to', 'here', 'count', x.count),
    json_object('to', 'here', 'userIds', json(iif(json_valid('[' || trim(x.ids, ',') || ']'), '[' || trim(x.ids, ',') || ']', '[]'))))
  FROM broadcasts x WHERE x.message_id = m.id`);

/** One of before `broadcasts`. */
const oldHereJson =
  sql.raw(`SELECT iif(count(*) > ${limits.broadcastIds}, json_object('to', 'here', 'count', count(*)),
    json_object('to', 'here', 'userIds', json_group_array(t.user_id ORDER BY t.user_id)))
  FROM mentions t WHERE t.message_id = m.id AND t.here = 1`);

const broadcastJson = sql`CASE m.broadcast
  WHEN 'everyone' THEN json_object('to', 'everyone')
  WHEN 'here' THEN json(coalesce((${hereJson}), (${oldHereJson}))) END`;

const deletedByJson = sql`CASE WHEN m.deleted_by IS NOT NULL THEN (
  SELECT ${authorJson("d")} FROM users d WHERE d.id = m.deleted_by) END`;

/** E3: in the order of their first giver, each with its first givers. */
const reactionsJson = sql.raw(`CASE WHEN m.reaction_kinds = 0 THEN json_array() ELSE (
  SELECT json_group_array(json_object('emoji', k.emoji, 'count', k.count, 'userIds', (
    SELECT json_group_array(g.user_id ORDER BY g.id) FROM (
      SELECT x.id, x.user_id FROM reactions x
      WHERE x.message_id = m.id AND x.emoji = k.emoji ORDER BY x.id LIMIT ${limits.reactionUsers}) g)) ORDER BY k.first)
  FROM (
    SELECT x.emoji, count(*) AS count, min(x.id) AS first
    FROM reactions x WHERE x.message_id = m.id GROUP BY x.emoji) k) END`);

/** F10. A merge patch leaves out nulls. */
const filesJson = sql.raw(`CASE WHEN m.file_count = 0 THEN json_array() ELSE (
  SELECT json_group_array(json(json_patch('{}', json_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size,
    'width', f.width, 'height', f.height, 'thumb', CASE WHEN f.thumb_hash IS NOT NULL THEN json('true') END))) ORDER BY f.position)
  FROM files f WHERE f.message_id = m.id) END`);

/** JSON whatever the cell of a damaged row holds: the outcomes of its neighbours stand in the same text. */
const wholeNumber = (column: string) => `coalesce(CAST(m.${column} AS INTEGER), 0)`;

/** What the server itself asks of a message: fields of a JSON object, over a row `m` of messages. */
export const storedMessageFields: SQL =
  sql.raw(`'"id":' || m.id || ',"roomId":' || ${wholeNumber("room_id")} ||
  ',"seq":' || ${wholeNumber("seq")} || ',"rev":' || ${wholeNumber("rev")} ||
  ',"authorId":' || ${wholeNumber("author_id")}`);

/** Over a row `m` of messages and its author `a` of users. */
export const messageJson: SQL = sql`json_object(
  'id', m.id, 'roomId', m.room_id, 'seq', m.seq, 'rev', m.rev, 'author', ${authorJson("a")},
  'clientId', m.client_id, 'body', m.body, 'replyTo', m.reply_to, 'replies', m.replies,
  'mentions', ${mentionsJson}, 'broadcast', ${broadcastJson},
  'createdAt', m.created_at, 'editedAt', m.edited_at, 'deletedAt', m.deleted_at, 'deletedBy', ${deletedByJson},
  'pinnedAt', m.pinned_at, 'reactions', ${reactionsJson}, 'files', ${filesJson})`;

/** A `StoredMessage` as JSON, over the same. Without its subtype, JSON inside JSON is a string. */
export const storedMessageJson: SQL = sql`json_object('id', m.id, 'roomId', m.room_id, 'seq', m.seq, 'rev', m.rev,
  'authorId', m.author_id, 'json', ${messageJson} || '')`;
