// G7: what the logs say, newest first.
import { sql, type SQL } from "drizzle-orm";
import type { Backwards } from "../../domain/stores.ts";
import { authorJson } from "../person_json.ts";
import type { JsonQuery } from "./read_json.ts";

/** One JSON list of the rows of `audit e` that `which` picks. */
export function auditPage(which: SQL, { before, limit }: Backwards): JsonQuery {
  return {
    json: sql`json_group_array(json(entry))`,
    from: sql`FROM (
    SELECT json_object('id', e.id, 'at', e.at, 'action', e.action,
      'actor', json(iif(c.id IS NULL, NULL, ${authorJson("c")})),
      'user', json(iif(a.id IS NULL, NULL, ${authorJson("a")})),
      'roomId', e.room_id, 'detail', e.detail) AS entry
    FROM audit e LEFT JOIN users c ON c.id = e.actor_id LEFT JOIN users a ON a.id = e.user_id
    WHERE ${which} AND e.id < ${before ?? Number.MAX_SAFE_INTEGER}
    ORDER BY e.id DESC LIMIT ${limit})`,
  };
}
