// L9: rows from before display names had keys get them at the start, a few hundred at a time.
import type { Client } from "./client.ts";
import { sql } from "drizzle-orm";
import { displayKeysOf } from "../domain/accounts/confusable_keys.ts";
import { unusableKeyOf, updateAllTwins } from "./changes/twins.ts";
import { readJson } from "./stores/read_json.ts";
import { statement } from "./statement.ts";

const batchSize = 500;

export async function writeDisplayKeys(client: Client): Promise<void> {
  for (let hasWritten = false; ; hasWritten = true) {
    const people = await readJson<[id: number, displayName: string][]>(client, {
      json: sql`json_group_array(json_array(id, display_name))`,
      from: sql`FROM (
        SELECT * FROM users WHERE display_folded = '' LIMIT ${batchSize})`,
    });
    if (!people || people.length === 0) {
      if (hasWritten) await client.batch([statement(updateAllTwins)], "write");
      return;
    }
    const keys = people.map(([id, name]) => {
      const { foldedKey, typedKey } = displayKeysOf(name);
      return [id, foldedKey || unusableKeyOf(id), typedKey || unusableKeyOf(id)];
    });
    await client.batch(
      [
        statement(sql`UPDATE users SET display_folded = p.value ->> '$[1]', display_typed = p.value ->> '$[2]'
          FROM json_each(${JSON.stringify(keys)}) p WHERE users.id = p.value ->> '$[0]'`),
      ],
      "write",
    );
  }
}
