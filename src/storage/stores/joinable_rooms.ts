// G12: public rooms to join, in one statement. Bounded for each: members counted, messages scanned, letters read.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import { searchKeyOf } from "../../domain/accounts/search_keys.ts";
import { limits } from "../../protocol/limits.ts";
import type { NamesRead } from "../../domain/stores.ts";
import type { JoinableRoom } from "../../protocol/shapes.ts";
import { readJson } from "./read_json.ts";
import { otherRoomFields } from "./room_json.ts";
import { findByName } from "./room_names.ts";

/** The scan for the last message stops after this many deleted ones. */
const deletedScanned = 20;

/** Over a public room `r`. */
const shownJson: SQL = sql.raw(`'memberCount', (SELECT count(*) FROM (
    SELECT 1 FROM members b CROSS JOIN users u ON u.id = b.user_id
    WHERE b.room_id = r.id AND u.deactivated_at IS NULL LIMIT ${limits.membersCounted})),
  'last', json((SELECT json_object('author', u.display_name, 'body', substr(x.body, 1, ${limits.lastExcerpt}),
      'createdAt', x.created_at)
    FROM messages x CROSS JOIN users u ON u.id = x.author_id
    WHERE x.room_id = r.id AND x.seq > r.last_seq - ${deletedScanned} AND x.deleted_at IS NULL
    ORDER BY x.seq DESC LIMIT 1))`);

export async function pageJoinableRooms(
  client: Client,
  userId: number,
  { after, limit, key = "", onNamesRead }: { after: number; limit: number; key?: string } & NamesRead,
): Promise<JoinableRoom[]> {
  // The first condition is that of an index: most rooms are direct ones (schema.ts).
  const isJoinable = sql`r.kind <> 'direct' AND r.kind = 'public' AND r.archived_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM members b WHERE b.room_id = r.id AND b.user_id = ${userId})`;
  const isWanted = (name: string) => searchKeyOf(name).includes(key);
  const which =
    key === ""
      ? sql`SELECT r.id FROM rooms r WHERE r.id > ${after} AND ${isJoinable} ORDER BY r.id LIMIT ${limit}`
      : sql`SELECT value FROM json_each(${JSON.stringify(
          (await findByName(client, { which: isJoinable, after, limit, isWanted, onNamesRead })).map(
            ({ id }) => id,
          ),
        )})`;
  const rooms = await readJson<JoinableRoom[]>(client, {
    json: sql`json_group_array(json_object(${otherRoomFields}, ${shownJson}) ORDER BY r.id)`,
    from: sql`FROM rooms r WHERE r.id IN (${which}) AND ${isJoinable}`,
  });
  return rooms ?? [];
}
