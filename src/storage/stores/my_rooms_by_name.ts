// C9: my rooms by name. All of them are scanned up to a bound, in batches of some milliseconds: rooms that others
// opened with me must not make my search slow for everyone.
import type { Client } from "../client.ts";
import { sql } from "drizzle-orm";
import { beginsWord, searchKeyOf } from "../../domain/accounts/search_keys.ts";
import type { RoomsByName } from "../../domain/stores.ts";
import { limits } from "../../protocol/limits.ts";
import { readJson } from "./read_json.ts";
import { directIds } from "./room_json.ts";
import { isThere } from "./room_plan.ts";

const batchSize = 200;

/** The names of a room; of a direct one the keys of its people that match the query. */
type Row = [id: number, name: string, keys: [username: string, displayName: string][]];

export async function findRoomsByName(
  client: Client,
  userId: number,
  { key, limit }: { key: string; limit: number },
): Promise<RoomsByName> {
  const isNamedSo = sql`(instr(u.username_key, ${key}) OR instr(u.display_key, ${key}))`;
  // A direct room with myself has my name, others have those of the others.
  const isNamed = sql`(o.value <> b.user_id OR r.direct_key = b.user_id)`;
  const found: { id: number; nearness: number }[] = [];
  let scanned = 0;
  for (let before = Number.MAX_SAFE_INTEGER; ; await new Promise(setImmediate)) {
    const some = await readJson<{ last: number; count: number; rows: Row[] }>(client, {
      json: sql`json_object('last', coalesce(min(b.room_id), 0), 'count', count(*), 'rows', json_group_array(json_array(
        r.id, r.name, iif(r.kind <> 'direct', json_array(), (
          SELECT json_group_array(json_array(u.username_key, u.display_key))
          FROM json_each(${directIds}) o CROSS JOIN users u ON u.id = o.value WHERE ${isNamed} AND ${isNamedSo}))))
        FILTER (WHERE ${isThere}))`,
      from: sql`FROM (SELECT * FROM members WHERE user_id = ${userId} AND room_id < ${before}
          ORDER BY room_id DESC LIMIT ${batchSize}) b
        CROSS JOIN rooms r ON r.id = b.room_id`,
    });
    for (const [id, name, keys] of some?.rows ?? []) {
      const nearness = Math.min(...[searchKeyOf(name), ...keys.flat()].map((one) => nearnessOf(one, key)));
      if (nearness < Infinity) found.push({ id, nearness });
    }
    scanned += some?.count ?? 0;
    if (!some || some.count < batchSize || scanned >= limits.roomsSearched) break;
    before = some.last;
  }
  found.sort((one, other) => one.nearness - other.nearness || other.id - one.id);
  return { ids: found.slice(0, limit).map(({ id }) => id), scanned };
}

/** The whole name, its beginning, the beginning of a word in it: longer input narrows it. */
function nearnessOf(name: string, key: string): number {
  if (name === key) return 0;
  if (name.startsWith(key)) return 1;
  return beginsWord(name, key) ? 2 : Infinity;
}
