// Whether the live database still names bytes: a file may be deleted while an export runs, and that is no loss.
import { rmSync } from "node:fs";
import type { Client } from "../client.ts";
import { openClient } from "../database.ts";
import { readOnlyUrl } from "./snapshot.ts";

interface LiveNames {
  has(hash: string): Promise<boolean>;
  close(): void;
}

/** Opens it at the first question, to read. Not in a process that has it open. */
export function createLiveNames({ path, scratch }: { path: string; scratch: string }): LiveNames {
  let client: Client | null = null;

  async function open(): Promise<Client> {
    if (client) return client;
    client = openClient({ path: scratch, timeoutMs: 5000 });
    await client.execute({ sql: "ATTACH DATABASE ? AS live", args: [readOnlyUrl(path)] });
    return client;
  }

  return {
    async has(hash) {
      const { rows } = await (
        await open()
      ).execute({
        sql: `SELECT EXISTS (SELECT 1 FROM live.files WHERE hash = ?1) OR EXISTS (SELECT 1 FROM live.files WHERE thumb_hash = ?1)
          OR EXISTS (SELECT 1 FROM live.users WHERE avatar_hash = ?1)`,
        args: [hash],
      });
      return rows[0]?.[0] === 1;
    },
    close() {
      client?.close();
      rmSync(scratch, { force: true });
    },
  };
}
