import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";
import type { FileStore, FileUsage, StoredFile } from "../../domain/files/file_store.ts";
import { readJson } from "./read_json.ts";

export function createFileStore({ client }: { client: Client }): FileStore {
  return {
    findFile(id) {
      return readJson<StoredFile>(client, {
        json: sql`json_object('id', id, 'roomId', room_id, 'uploaderId', uploader_id, 'messageId', message_id,
            'hash', hash, 'thumbHash', thumb_hash, 'name', name, 'type', type, 'size', size)`,
        from: sql`FROM files WHERE id = ${id}`,
      });
    },
    async usage(userId) {
      const bytes = await readJson<number>(client, {
        json: sql`json(bytes)`,
        from: sql`FROM file_usage WHERE user_id = ${userId}`,
      });
      return bytes ?? 0;
    },
    async totalUsage() {
      return (
        (await readJson<number>(client, {
          json: sql`json(coalesce(sum(bytes), 0))`,
          from: sql`FROM file_usage`,
        })) ?? 0
      );
    },
    async pageUsage({ after, limit }) {
      const from = sql`coalesce((SELECT bytes FROM file_usage WHERE user_id = ${after}), 0)`;
      const which = sql`SELECT user_id, bytes, unposted_bytes FROM file_usage
        WHERE bytes > 0 AND (${after} = 0 OR (bytes, user_id) < (${from}, ${after}))
        ORDER BY bytes DESC, user_id DESC LIMIT ${limit}`;
      const page = await readJson<FileUsage[]>(client, {
        json: sql`json_group_array(json_object('userId', user_id, 'bytes', bytes, 'unpostedBytes', unposted_bytes)
          ORDER BY bytes DESC, user_id DESC)`,
        from: sql`FROM (${which})`,
      });
      return page ?? [];
    },
    async listUsed(hashes) {
      const used = await readJson<string[]>(client, {
        json: sql`json_group_array(h.value)`,
        from: sql`FROM json_each(${JSON.stringify(hashes)}) h
          WHERE EXISTS (SELECT 1 FROM files WHERE hash = h.value)
            OR EXISTS (SELECT 1 FROM files WHERE thumb_hash = h.value)
            OR EXISTS (SELECT 1 FROM users WHERE avatar_hash = h.value)`,
      });
      return used ?? [];
    },
  };
}
