// G8: public and private rooms as admins list them. Nothing here grows with what was said: members are counted along their key,
// and the time is that of one message.
import type { Client } from "@libsql/client";
import { sql, type SQL } from "drizzle-orm";
import { searchKeyOf } from "../../domain/accounts/search_keys.ts";
import type { ListedRoom } from "../../protocol/shapes.ts";
import { readJson } from "./read_json.ts";

/** Names that are looked at in one turn. */
const namesAtOnce = 500;

const isListed: SQL = sql.raw(`kind <> 'direct'`);

/** Over a room `r`. Someone deactivated keeps their place but is not counted, and is nobody's owner (P2). */
const listedJson: SQL = sql.raw(`json_object('id', r.id, 'kind', r.kind, 'name', r.name,
  'createdAt', r.created_at, 'archivedAt', r.archived_at,
  'members', (SELECT count(*) FROM members b WHERE b.room_id = r.id)
    - (SELECT count(*) FROM users u INDEXED BY users_deactivated
        CROSS JOIN members b ON b.room_id = r.id AND b.user_id = u.id WHERE u.deactivated_at IS NOT NULL),
  'owners', (SELECT count(*) FROM members b WHERE b.room_id = r.id AND b.role = 'owner'),
  'lastAt', (SELECT x.created_at FROM messages x WHERE x.room_id = r.id AND x.seq = r.last_seq))`);

export async function pageListedRooms(
  client: Client,
  { after, limit, key }: { after: number; limit: number; key: string },
): Promise<ListedRoom[]> {
  const which =
    key === ""
      ? sql`SELECT id FROM rooms WHERE ${isListed} AND id > ${after} ORDER BY id LIMIT ${limit}`
      : sql`SELECT value FROM json_each(${JSON.stringify(await findByName(client, { after, limit, key }))})`;
  const rooms = await readJson<ListedRoom[]>(client, {
    json: sql`json_group_array(${listedJson} ORDER BY r.id)`,
    from: sql`FROM rooms r WHERE r.id IN (${which})`,
  });
  return rooms ?? [];
}

/** By hand, for SQLite's `lower` knows only ASCII. */
async function findByName(
  client: Client,
  { after, limit, key }: { after: number; limit: number; key: string },
): Promise<number[]> {
  const found: number[] = [];
  for (let last = after; ;) {
    const names = await readJson<[id: number, name: string][]>(client, {
      json: sql`json_group_array(json_array(id, name))`,
      from: sql`FROM (
        SELECT id, name FROM rooms WHERE ${isListed} AND id > ${last} ORDER BY id LIMIT ${namesAtOnce})`,
    });
    for (const [id, name] of names ?? []) {
      if (searchKeyOf(name).includes(key) && found.push(id) === limit) return found;
      last = id;
    }
    if ((names?.length ?? 0) < namesAtOnce) return found;
    await new Promise(setImmediate);
  }
}
