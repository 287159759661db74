// `bun run confab check [--repair]`: whether the database is whole, and a whole one made of what can be read. Only without a
// server: the folder's lock sees to it.
import { existsSync } from "node:fs";
import { join } from "node:path";

import { StartError } from "../domain/start_error.ts";
import { programFiles } from "../platform/program_files.ts";
import { checkDatabase } from "../storage/damage/check_database.ts";
import { describeFinding, type Finding } from "../storage/damage/findings.ts";
import { openReader } from "../storage/database.ts";
import { describe, isDamage } from "../storage/errors.ts";
import { readFileMarks } from "../storage/file_marks.ts";
import { lockFolder } from "../storage/lock.ts";
import { repairDatabase } from "../storage/repair/repair_database.ts";
import { checkIndex } from "../storage/search/check.ts";
import { databaseName } from "../storage/storage.ts";
import { textAt } from "../storage/row_text.ts";
import { defineCommand, type ExitCode } from "./command.ts";
import type { Context } from "./context.ts";

export const checkCommand = defineCommand({
  words: "check",
  options: {
    repair: {
      type: "boolean",
      summary: "rebuild the database from what can be read, and keep the damaged file",
    },
  },
  summary: "check whether the database is intact; stop the server first",
  details: [
    "Exit code 1: damage was found, or rows were lost; 2: it could not run, for example because the server is running.",
  ],
  run: (context, { options }) => check(context, { repair: options.repair ?? false }),
});

async function check(
  { config, now, report, answer }: Context,
  { repair }: { repair: boolean },
): Promise<ExitCode> {
  const { dataDir } = config;
  const path = join(dataDir, databaseName);
  if (!existsSync(path)) throw new StartError(`No database in ${dataDir}. Set DATA_DIR.`);
  const lock = await lockFolder(dataDir);
  try {
    readFileMarks(path);
    const findings = await findAll(path, report);
    if (findings.length === 0) {
      answer({ whole: true, findings }, () => [`${path} is intact.`]);
      return 0;
    }
    if (!repair) {
      answer({ whole: false, findings }, () => [
        ...findings,
        `Repair it: ${programFiles.command} check --repair`,
      ]);
      return 1;
    }
    const { lost, whole, replacedPath } = await repairDatabase({ path, at: now(), report });
    answer({ whole: false, findings, repaired: { lost, wholeTables: whole, replacedPath } }, () => [
      ...findings,
      ...lost.map((line) => `Lost: ${line}`),
      `Repaired: ${whole} tables have all their rows. The search index is built at the next start.`,
      `The damaged file is kept as ${replacedPath}.`,
    ]);
    return lost.length > 0 ? 1 : 0;
  } finally {
    lock.release();
  }
}

async function findAll(path: string, report: (line: string) => void): Promise<string[]> {
  let findings: Finding[];
  try {
    const client = await openReader(path);
    try {
      report(`Reading ${path} …`);
      findings = await checkDatabase({ client, depth: "integrity" });
      const lines = findings.map(describeFinding);
      if (findings.length > 0) return lines;
      return [...(await brokenReferences(client)), ...(await wrongInSearch(client))];
    } finally {
      client.close();
    }
  } catch (error) {
    if (isDamage(error)) return [`the file: ${describe(error)}`];
    throw error;
  }
}

type Reader = Awaited<ReturnType<typeof openReader>>;

async function brokenReferences(client: Reader): Promise<string[]> {
  const { rows } = await client.execute(
    `SELECT CAST("table" AS BLOB), CAST(parent AS BLOB), count(*) FROM pragma_foreign_key_check GROUP BY 1, 2`,
  );
  return rows.map(
    (row) => `the table ${textAt(row, 0)}: ${Number(row[2])} rows name ${textAt(row, 1)} that are not there`,
  );
}

async function wrongInSearch(client: Reader): Promise<string[]> {
  let wrong = 0;
  for (let after: number | null = 0; after !== null;) {
    const portion = await checkIndex(client, after, () => Promise.resolve());
    wrong += portion.wrong;
    after = portion.next;
  }
  return wrong === 0 ? [] : [`the search index: ${wrong} messages are not there as they are`];
}
