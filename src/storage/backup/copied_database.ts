// Reads the database of a backup: a separate file that nothing else has open.
import type { Client } from "../client.ts";

import { StartError } from "../../domain/start_error.ts";
import { checkDatabase } from "../damage/check_database.ts";
import { describeFinding } from "../damage/findings.ts";
import { openReader } from "../database.ts";
import { lastApplied } from "../migrations.ts";
import { textAt } from "../row_text.ts";
import type { Manifest } from "./manifest.ts";

export type DatabaseFacts = Pick<Manifest, "epoch" | "workspace" | "schema" | "commits" | "lastMessageId"> & {
  /** Of everything that it names, sorted. */
  hashes: string[];
};

/** Throws StartError when its pages do not fit together, and what SQLite says when it is no database. */
export async function readCopy(path: string): Promise<DatabaseFacts> {
  const client = await openReader(path);
  try {
    const findings = await checkDatabase({ client, depth: "quick", counters: false });
    // The search index may be damaged as in the source: the server rebuilds it.
    const bad = findings.find(({ part }) => part !== "search");
    if (bad) throw new StartError(`it is damaged (${describeFinding(bad)})`);
    return { ...(await readFacts(client)), hashes: await readHashes(client) };
  } finally {
    client.close();
    // libSQL keeps the connection until its statements are collected.
    Bun.gc(true);
  }
}

/**
 * libSQL keeps a closed file open until its statements are collected, and they never are when the thread has ended: a backup that is
 * removed would give back no space. In a later task, for objects of a running function are not collected.
 */
export async function releaseCopies(): Promise<void> {
  await new Promise(setImmediate);
  Bun.gc(true);
}

/** Of a live database, too. */
export async function readFacts(client: Client): Promise<Omit<DatabaseFacts, "hashes">> {
  const { rows } = await client.execute(
    `SELECT CAST((SELECT value FROM meta WHERE key = 'epoch') AS BLOB),
      CAST((SELECT value FROM meta WHERE key IN ('workspaceId', 'placeId')) AS BLOB),
      (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'commits'),
      coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'messages'), 0)`,
  );
  const commits = rows[0]?.[2];
  return {
    epoch: textAt(rows[0], 0),
    workspace: textAt(rows[0], 1),
    schema: await lastApplied(client),
    commits: typeof commits === "number" ? commits : null,
    lastMessageId: Number(rows[0]?.[3] ?? 0),
  };
}

async function readHashes(client: Client): Promise<string[]> {
  // Before there were files or pictures of people, there was no such column.
  const columns = await client.execute(
    `SELECT CAST(t.name AS BLOB), CAST(c.name AS BLOB) FROM sqlite_schema t, pragma_table_info(t.name) c
      WHERE t.type = 'table' AND (t.name, c.name) IN (('files', 'hash'), ('files', 'thumb_hash'), ('users', 'avatar_hash'))`,
  );
  const selects = columns.rows.map((row) => `SELECT ${textAt(row, 1)} AS hash FROM ${textAt(row, 0)}`);
  if (selects.length === 0) return [];
  const { rows } = await client.execute(
    `SELECT CAST(hash AS BLOB) FROM (${selects.join(" UNION ")}) WHERE hash IS NOT NULL ORDER BY hash`,
  );
  // A damaged text is as lost as bytes that are not there.
  return rows.map((row) => textAt(row, 0)).filter((hash) => /^[0-9a-f]{64}$/.test(hash));
}
