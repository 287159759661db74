// G8: public and private rooms as admins list them. The cost does not grow with messages: members are counted along their key,
// and the time is that of one message.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import { searchKeyOf } from "../../domain/accounts/search_keys.ts";
import type { ListedRoom } from "../../protocol/shapes.ts";
import { readJson } from "./read_json.ts";
import { findByName } from "./room_names.ts";

const isListed: SQL = sql.raw(`r.kind <> 'direct'`);

/** Over a room `r`. A deactivated person stays a member but does not count, also not as an owner (P2). */
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
      ? sql`SELECT r.id FROM rooms r WHERE ${isListed} AND r.id > ${after} ORDER BY r.id LIMIT ${limit}`
      : sql`SELECT value FROM json_each(${JSON.stringify(await idsByName())})`;
  async function idsByName(): Promise<number[]> {
    const isWanted = (name: string) => searchKeyOf(name).includes(key);
    return (await findByName(client, { which: isListed, after, limit, isWanted })).map(({ id }) => id);
  }
  const rooms = await readJson<ListedRoom[]>(client, {
    json: sql`json_group_array(${listedJson} ORDER BY r.id)`,
    from: sql`FROM rooms r WHERE r.id IN (${which})`,
  });
  return rooms ?? [];
}
