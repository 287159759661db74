// Rooms by their names, read by hand in portions: SQLite's `lower` knows only ASCII, and no index holds their keys.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import type { NamesRead } from "../../domain/stores.ts";
import { readJson } from "./read_json.ts";

/** Names that are read in one task. */
const nameBatchSize = 500;

interface NamesWanted {
  /** Over a room `r`. */
  which: SQL;
  after: number;
  limit: number;
  isWanted: (name: string) => boolean;
  onNamesRead?: NamesRead["onNamesRead"];
}

/** By id. */
export async function findByName(
  client: Client,
  { which, after, limit, isWanted, onNamesRead }: NamesWanted,
): Promise<{ id: number; name: string }[]> {
  const found: { id: number; name: string }[] = [];
  for (let last = after; ;) {
    const names = await readJson<[id: number, name: string][]>(client, {
      json: sql`json_group_array(json_array(id, name))`,
      from: sql`FROM (SELECT r.id, r.name FROM rooms r WHERE r.id > ${last} AND ${which}
        ORDER BY r.id LIMIT ${nameBatchSize})`,
    });
    onNamesRead?.(names?.length ?? 0);
    for (const [id, name] of names ?? []) {
      if (isWanted(name) && found.push({ id, name }) === limit) return found;
      last = id;
    }
    if ((names?.length ?? 0) < nameBatchSize) return found;
    await new Promise(setImmediate);
  }
}
