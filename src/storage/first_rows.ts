// What a new workspace begins with: its secrets, its name, and the lounge.
import type { Client } from "./client.ts";
import { sql } from "drizzle-orm";
import { statement } from "./statement.ts";

const firstWorkspaceName = "Confab";

export async function writeFirstRows(client: Client, now: () => number): Promise<void> {
  const isNew = sql`NOT EXISTS (SELECT 1 FROM meta WHERE key = 'epoch')`;
  await client.batch(
    [
      sql`INSERT INTO rooms (kind, name, created_at, join_on_register) SELECT 'public', 'lounge', ${now()}, 1 WHERE ${isNew}`,
      sql`INSERT INTO meta (key, value) VALUES
        ('epoch', ${crypto.randomUUID()}),
        ('workspaceId', ${crypto.randomUUID()}),
        ('deviceKey', ${randomHex(32)}),
        ('workspaceName', ${firstWorkspaceName}),
        ('registration', 'invite'),
        ('commits', '0')
        ON CONFLICT DO NOTHING`,
    ].map(statement),
    "write",
  );
}

function randomHex(bytes: number): string {
  return crypto.getRandomValues(new Uint8Array(bytes)).toHex();
}
