// H4: finds rows with a text that is not UTF-8. A text with U+FFFD only hints at them, for that may have been typed: the
// rows it names are checked later, a few at a time, and not often.
import type { Client } from "./client.ts";
import { is, sql, type SQL } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Log } from "../domain/log.ts";
import * as schema from "./schema.ts";
import * as schemaFiles from "./schema_files.ts";
import { replacement } from "./stored_text.ts";
import { readJson } from "./stores/read_json.ts";

interface DamagedText {
  /** A text, usually JSON, that was read with U+FFFD in it. */
  note(text: string): void;
  stop(): void;
}

interface DamagedTextDeps {
  client: Pick<Client, "execute">;
  log: Log;
  /** Between one look and the next. */
  pauseMs?: number;
}

interface Watched {
  name: string;
  texts: string[];
  which: (ids: SQL) => SQL;
}

const idBatchSize = 50;
const rowBatchSize = 100;
/** Each is reported once. */
const maxReported = 10_000;

const strict = new TextDecoder("utf-8", { fatal: true });

export function createDamagedText({ client, log, pauseMs = 60_000 }: DamagedTextDeps): DamagedText {
  const reported = new Set<string>();
  let isStopped = false;
  let hasPause = false;

  async function search(ids: number[]): Promise<void> {
    for (const { name, texts, which } of watched) {
      // Yields between two tables.
      await new Promise(setImmediate);
      if (isStopped) return;
      const cells = texts.map((column) => sql`hex(${sql.identifier(column)})`);
      const rows = await readJson<[id: number, ...texts: string[]][]>(client, {
        json: sql`json_group_array(json(cells))`,
        from: sql`FROM (SELECT json_array(rowid, ${sql.join(cells, sql`, `)}) AS cells FROM ${sql.identifier(name)}
          WHERE ${which(sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`)} LIMIT ${rowBatchSize})`,
      });
      for (const [id, ...hexes] of rows ?? []) {
        report({ table: name, id, columns: texts.filter((_, index) => !isUtf8(hexes[index] ?? "")) });
      }
    }
  }

  function report({ table, id, columns }: { table: string; id: number; columns: string[] }): void {
    const key = `${table} ${id}`;
    if (columns.length === 0 || reported.has(key) || reported.size >= maxReported) return;
    reported.add(key);
    log.error("text_damaged", { table, id, columns });
  }

  return {
    note(text) {
      if (hasPause || isStopped) return;
      hasPause = true;
      setTimeout(() => (hasPause = false), pauseMs).unref();
      search(idsNear(text)).catch((error: unknown) => {
        if (!isStopped) log.warn("text_damage_not_found", { problem: String(error) });
      });
    },
    stop() {
      isStopped = true;
    },
  };
}

/** The ids in the objects and lists around each replaced text, as far as there are few. */
export function idsNear(text: string): number[] {
  const ids = new Set<number>();

  function collect(value: unknown, around: number[]): void {
    if (ids.size >= idBatchSize) return;
    if (typeof value === "string" && value.includes(replacement)) for (const id of around) ids.add(id);
    if (typeof value !== "object" || value === null) return;
    const own = Object.entries(value).filter(([name, cell]) => typeof cell === "number" && isIdName(name));
    const all = [...around, ...own.map(([, id]) => Number(id))];
    for (const [name, inner] of Object.entries(value)) {
      collect(name, all);
      collect(inner, all);
    }
  }

  try {
    collect(JSON.parse(text), []);
  } catch {
    // No JSON: it names no row.
  }
  return [...ids].slice(0, idBatchSize);
}

/** `id`, `roomId`; in a list, every place. */
function isIdName(name: string): boolean {
  return name === "id" || name.endsWith("Id") || /^\d+$/.test(name);
}

function isUtf8(hex: string): boolean {
  try {
    strict.decode(Uint8Array.fromHex(hex));
    return true;
  } catch {
    return false;
  }
}

/** Every table with text, found by what an answer names: its own id or the message's, else the room's or the person's. */
const watched: Watched[] = Object.values({ ...schema, ...schemaFiles })
  .filter((table) => is(table, SQLiteTable))
  .map(getTableConfig)
  .flatMap(({ name, columns }) => {
    const names = new Set(columns.map((column) => column.name));
    const texts = columns.filter((column) => column.getSQLType() === "text").map((column) => column.name);
    if (texts.length === 0) return [];
    const both = ["id", "message_id"].filter((key) => names.has(key));
    const keys = both.length > 0 ? both : ["room_id", "user_id"].filter((key) => names.has(key)).slice(0, 1);
    const which = (ids: SQL) =>
      keys.length === 0
        ? sql`true`
        : sql.join(
            keys.map((key) => sql`${sql.identifier(key)} IN ${ids}`),
            sql` OR `,
          );
    return [{ name, texts, which }];
  });
