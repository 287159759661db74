// A message as the wire knows it (W4), built by SQLite: one text a page instead of fifteen cells a row, which cost
// libSQL more than the query.
import { sql, type SQL } from "drizzle-orm";

/** Over a row `m` of messages and its author `a` of users. */
export const messageJson: SQL = sql.raw(`json_object(
  'id', m.id, 'roomId', m.room_id, 'seq', m.seq, 'rev', m.rev,
  'author', json_object('id', a.id, 'username', a.username, 'displayName', a.display_name),
  'clientId', m.client_id, 'body', m.body, 'replyTo', m.reply_to,
  'createdAt', m.created_at, 'editedAt', m.edited_at, 'deletedAt', m.deleted_at, 'pinnedAt', NULL,
  'reactions', json_array(), 'files', json_array())`);
