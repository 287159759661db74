// Y5: the data of a person. No index finds messages or files by author, for it would cost every post: they are
// scanned in ranges of ids, each a short read, with a yield between.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import type { OwnDataStore, OwnFile, OwnKind } from "../../domain/own_data.ts";
import { readJson } from "./read_json.ts";
import { isThere } from "./room_plan.ts";

/** Ids of one read. At most so many of the longest messages come at once. */
const span = 200;

export function createOwnDataStore({ client }: { client: Client }): OwnDataStore {
  const kinds: Record<OwnKind, (userId: number) => AsyncIterable<object[]>> = {
    rooms: (userId) =>
      byKey((after) => ({
        key: sql`b.room_id`,
        row: sql`json_object('id', r.id, 'kind', r.kind, 'name', r.name, 'role', b.role, 'joinedAt', b.joined_at,
          'readSeq', b.read_seq, 'notify', b.notify, 'mutedUntil', b.muted_until, 'starred', json(iif(b.starred, 'true', 'false')))`,
        from: sql`FROM members b JOIN rooms r ON r.id = b.room_id
          WHERE b.user_id = ${userId} AND b.room_id > ${after} AND ${isThere} ORDER BY b.room_id LIMIT ${span}`,
      })),
    messages: (userId) =>
      bySpan("messages", (from, to) => ({
        json: sql`json_object('id', m.id, 'roomId', m.room_id, 'seq', m.seq, 'body', m.body, 'replyTo', m.reply_to,
          'createdAt', m.created_at, 'editedAt', m.edited_at)`,
        from: sql`FROM messages m WHERE m.id > ${from} AND m.id <= ${to} AND m.author_id = ${userId}
          AND m.deleted_at IS NULL`,
      })),
    reactions: (userId) =>
      byKey((after) => ({
        // By message: the index begins with the giver. The messages of a batch come whole, each has few reactions of one person.
        key: sql`e.message_id`,
        row: sql`json_object('messageId', e.message_id, 'roomId', m.room_id, 'emoji', e.emoji, 'at', e.at)`,
        from: sql`FROM (SELECT DISTINCT message_id FROM reactions
            WHERE user_id = ${userId} AND message_id > ${after} ORDER BY message_id LIMIT ${span}) p
          JOIN reactions e ON e.user_id = ${userId} AND e.message_id = p.message_id
          JOIN messages m ON m.id = e.message_id`,
      })),
    saved: (userId) =>
      byKey((after) => ({
        key: sql`s.id`,
        row: sql`json_object('messageId', s.message_id, 'roomId', m.room_id, 'seq', m.seq)`,
        from: sql`FROM saves s JOIN messages m ON m.id = s.message_id
          WHERE s.user_id = ${userId} AND s.id > ${after} ORDER BY s.id LIMIT ${span}`,
      })),
    files,
  };

  function files(userId: number): AsyncGenerator<OwnFile[]> {
    return bySpan<OwnFile>("files", (from, to) => ({
      json: sql`json_object('id', m.id, 'roomId', m.room_id, 'messageId', m.message_id, 'name', m.name, 'type', m.type,
        'size', m.size, 'sha256', m.hash, 'createdAt', m.created_at)`,
      from: sql`FROM files m WHERE m.id > ${from} AND m.id <= ${to} AND m.uploader_id = ${userId}`,
    }));
  }

  async function* bySpan<Row extends object>(
    table: "messages" | "files",
    query: (from: number, to: number) => { json: SQL; from: SQL },
  ): AsyncGenerator<Row[]> {
    const last = await readJson<number>(client, {
      json: sql`json(coalesce(max(id), 0))`,
      from: sql`FROM ${sql.raw(table)}`,
    });
    for (let from = 0; from < (last ?? 0); from += span) {
      const { json, from: source } = query(from, from + span);
      const rows = await readJson<Row[]>(client, {
        json: sql`json_group_array(${json} ORDER BY m.id)`,
        from: source,
      });
      yield rows ?? [];
      await yieldToEventLoop();
    }
  }

  async function* byKey(
    query: (after: number) => { key: SQL; row: SQL; from: SQL },
  ): AsyncGenerator<object[]> {
    for (let after = 0; ;) {
      const { key, row, from } = query(after);
      const found = await readJson<[key: number, row: object][]>(client, {
        json: sql`json_group_array(json_array(q.key, json(q.row)) ORDER BY q.key)`,
        from: sql`FROM (SELECT ${key} AS key, ${row} AS row ${from}) q`,
      });
      const last = found?.at(-1);
      if (!found || !last) return;
      yield found.map(([, one]) => one);
      [after] = last;
      await yieldToEventLoop();
    }
  }

  return {
    profile: (userId) =>
      readJson(client, {
        json: sql`json_object('id', id, 'username', username, 'displayName', display_name, 'role', role,
          'createdAt', created_at, 'statusEmoji', status_emoji, 'statusText', status_text, 'statusUntil', status_until,
          'dndUntil', dnd_until, 'quietFrom', quiet_from, 'quietTo', quiet_to, 'quietZone', quiet_zone,
          'receipts', json(iif(receipts, 'true', 'false')),
          'preferences', json(iif(json_valid(preferences), preferences, '{}')), 'avatarHash', avatar_hash)`,
        from: sql`FROM users WHERE id = ${userId} AND erased_at IS NULL`,
      }),
    read: (userId, kind) => kinds[kind](userId),
    files,
  };
}

function yieldToEventLoop(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
