// Rows that are older than the search for people get its keys at the start, a few hundred at a time.
import type { Client } from "./client.ts";
import { sql } from "drizzle-orm";
import { searchKeyOf } from "../domain/accounts/search_keys.ts";
import { readJson } from "./stores/read_json.ts";
import { statement } from "./statement.ts";

const batchSize = 500;

export async function writeSearchKeys(client: Client): Promise<void> {
  for (;;) {
    const people = await readJson<[id: number, username: string, displayName: string][]>(client, {
      json: sql`json_group_array(json_array(id, username, display_name))`,
      from: sql`FROM (
        SELECT * FROM users WHERE username_key = '' AND erased_at IS NULL LIMIT ${batchSize})`,
    });
    if (!people || people.length === 0) return;
    const keys = people.map(([id, ...names]) => [id, ...names.map(searchKeyOf)]);
    await client.batch(
      [
        statement(sql`UPDATE users SET username_key = p.value ->> '$[1]', display_key = p.value ->> '$[2]'
          FROM json_each(${JSON.stringify(keys)}) p WHERE users.id = p.value ->> '$[0]'`),
      ],
      "write",
    );
  }
}
