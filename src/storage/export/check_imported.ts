// What no key of the database says: rows that name each other agree, and rooms count what they have. Told with the line, for the
// rows of a table stand in the order of its file.
import type { Client } from "../client.ts";
import { StartError } from "../../domain/start_error.ts";
import { programFiles } from "../../platform/program_files.ts";
import { checkCounters } from "../damage/check_database.ts";
import { describeFinding } from "../damage/findings.ts";
import { quoted } from "../repair/salvage.ts";
import { ArchiveError } from "./line_reader.ts";

interface Agreement {
  table: string;
  /** Of a row `t`. */
  isWrong: string;
  problem: string;
}

const agreements: Agreement[] = [
  {
    table: "messages",
    // A missing original is shown as missing; one in another room would show its text to people who may not read it.
    isWrong: "EXISTS (SELECT 1 FROM messages o WHERE o.id = t.reply_to AND o.room_id <> t.room_id)",
    problem: "answers a message of another room",
  },
  ...["mentions", "broadcasts"].map((table) => ({
    table,
    isWrong: `NOT EXISTS (SELECT 1 FROM messages m
      WHERE m.id = t.message_id AND m.room_id = t.room_id AND m.seq = t.seq)`,
    problem: "is not of the room and place of its message",
  })),
  {
    table: "files",
    isWrong: `t.message_id IS NOT NULL AND t.room_id <> (SELECT room_id FROM messages WHERE id = t.message_id)`,
    problem: "is of another room than its message",
  },
];

export async function checkImported(client: Client, pathOf: (table: string) => string): Promise<void> {
  for (const { table, isWrong, problem } of agreements) {
    const name = quoted(table);
    const { rows } = await client.execute(
      `SELECT (SELECT count(*) FROM ${name} b WHERE b.rowid <= w.rowid)
        FROM (SELECT t.rowid FROM ${name} t WHERE ${isWrong} ORDER BY t.rowid LIMIT 1) w`,
    );
    const line = rows[0]?.[0];
    if (typeof line === "number") throw new ArchiveError(pathOf(table), line, problem);
  }
  const [wrong] = await checkCounters(client);
  if (wrong) {
    throw new StartError(
      `${pathOf("rooms")}: ${describeFinding(wrong)}. Repair where it came from (${programFiles.command} check --repair), and export again.`,
    );
  }
}
