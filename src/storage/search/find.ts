// One search, in steps: from the newest message down, a stretch of ids at a time, each a read of a few milliseconds, so that
// other searches can run and the log of the database can be folded in between.
import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";

import { hasLink } from "../../domain/search/links.ts";
import type { FoundMessages, SearchQuery } from "../../domain/search/search_store.ts";
import { createWords, hitIn, searchedText } from "../../domain/search/words.ts";
import type { Message, SearchHit } from "../../protocol/shapes.ts";
import { fittingCount, weightOf } from "../stores/fitting.ts";
import { readJson } from "../stores/read_json.ts";
import { containsAll } from "./contains.ts";
import { readMessages } from "./found_messages.ts";
import { fileNames } from "./index_match.ts";
import { whatFailed } from "./index_errors.ts";
import { indexNames } from "./index_tables.ts";
import { readScope } from "./search_scope.ts";
import { restOfSlot, slotMsFor } from "./slots.ts";
import { createStrategies, stretchMs, type Strategy } from "./strategies.ts";

interface FindParts {
  client: Client;
  monotonicMs: () => number;
  /** Yields to other searches. */
  yieldToEventLoop: () => Promise<void>;
  /** Waits until a slot of work is over (S9). */
  pause: (ms: number) => Promise<void>;
  /** Of work, in all steps together. */
  workMs: number;
  /** The index could not be read: the rest is found without it. */
  onDamage: (damage: { table: number; problem: string }) => void;
}

interface Candidate {
  id: number;
  /** What it counts for in an answer (R3). */
  weight: number;
  body: string;
  /** A line each. */
  names: string | null;
}

const candidateBatchSize = 100;

export async function findMessages(
  parts: FindParts,
  userId: number,
  query: SearchQuery,
): Promise<FoundMessages> {
  const { client, monotonicMs, yieldToEventLoop, pause, workMs, onDamage } = parts;
  const words = createWords(query.words);
  const isWanted = (body: string, names: readonly string[]) =>
    words.areIn(searchedText(body, names)) && (!query.hasLink || hasLink(body));
  let begun = monotonicMs();
  const scope = await readScope(client, userId, query);
  if (scope.roomIds.length === 0) return { messages: [], hits: [], next: null, isPartial: false };
  const strategies = createStrategies(client, query, scope);
  const { index } = indexNames(scope.table);
  const { floor, aboveIndexed } = scope;
  let { indexedTo, above } = scope;
  let worked = 0;
  const found: Pick<Candidate, "id" | "weight">[] = [];

  // One more than the page holds shows whether there is another page.
  const isFull = () => found.length > query.limit;
  const isOver = () => above <= floor || isFull();
  while (!isOver() && worked + stretchMs <= workMs) {
    const isIndexed = above - 1 <= indexedTo;
    if (isIndexed) above = Math.min(above, aboveIndexed);
    if (isOver()) break;
    const chosen = await unlessDamaged(() => strategies.next(isIndexed));
    const from = Math.max(isIndexed ? floor : Math.max(floor, indexedTo + 1), above - (chosen?.stretch ?? 0));
    const candidates = chosen && (await readCandidates(chosen.strategy, { from, above }));
    // Rebuilt meanwhile, or damaged: the rest is found without the index.
    if (!chosen || !candidates) indexedTo = 0;
    else {
      const wanted = candidates.filter(({ body, names }) => isWanted(body, names === null ? [] : [names]));
      found.push(...wanted.map(({ id, weight: bytes }) => ({ id, weight: bytes })));
      const to = candidates.length < candidateBatchSize ? from : (candidates.at(-1)?.id ?? from);
      strategies.learn(chosen.strategy, monotonicMs() - begun, above - to);
      above = to;
    }
    worked += monotonicMs() - begun;
    if (!isOver()) await yieldToEventLoop();
    begun = monotonicMs();
  }

  // The rest is work on messages that this person may see.
  await pause(restOfSlot(worked, { slotMs: slotMsFor(scope.lastId), workMs }));
  const count = fittingCount(found.slice(0, query.limit).map(({ weight }) => weight));
  const shown = found.slice(0, count).map(({ id }) => id);
  const isPartial = !isOver();
  const messages: Message[] = [];
  const hits: SearchHit[] = [];
  for (const message of await readMessages(client, userId, shown)) {
    const { body, files } = message;
    // Checked again, for a body may have been edited since.
    if (
      !isWanted(
        body,
        files.map(({ name }) => name),
      )
    )
      continue;
    messages.push(message);
    hits.push(hitIn(body, words));
    await yieldToEventLoop();
  }
  return {
    messages,
    hits,
    next: shown.length < found.length ? (shown.at(-1) ?? null) : isPartial ? above : null,
    isPartial,
  };

  /** The ids of a stretch, the newest first; null when the index no longer knows them. */
  async function readCandidates(
    strategy: Strategy,
    stretch: { from: number; above: number },
  ): Promise<Candidate[] | null> {
    const within = (id: SQL) => sql`${id} >= ${integer(stretch.from)} AND ${id} < ${integer(stretch.above)}`;
    const which = sql`m.deleted_at IS NULL AND ${containsAll(strategy.filter)} AND ${filters(query)}`;
    const mine = sql`CROSS JOIN members b ON b.room_id = m.room_id AND b.user_id = ${userId}`;
    const candidates =
      strategy.match === null
        ? sql`SELECT m.id, m.body, ${weightOf("m")} AS weight, ${fileNames} AS names FROM messages m ${mine} WHERE ${within(sql`m.id`)} AND ${which} ORDER BY m.id DESC`
        : sql`SELECT m.id, m.body, ${weightOf("m")} AS weight, ${fileNames} AS names FROM ${index} f CROSS JOIN messages m ON m.id = f.rowid ${mine}
            WHERE f.${index} MATCH ${strategy.match} AND ${within(sql`f.rowid`)} AND ${which} ORDER BY f.rowid DESC`;
    const ask = async () => {
      const read = await readJson<{ indexedTo: number; found: Candidate[] }>(client, {
        json: sql`json_object('indexedTo', p.indexed_to, 'found', (
            SELECT json_group_array(json_object('id', id, 'weight', weight, 'body', body, 'names', names)) FROM (${candidates} LIMIT ${candidateBatchSize})))`,
        from: sql`FROM search_progress p`,
      });
      if (!read) throw new Error("The search index has no state.");
      return strategy.match !== null && read.indexedTo < stretch.above - 1 ? null : read.found;
    };
    return strategy.match === null ? ask() : unlessDamaged(ask);
  }

  /** Null when the index cannot be read. */
  async function unlessDamaged<T>(ask: () => Promise<T>): Promise<T | null> {
    try {
      return await ask();
    } catch (error) {
      const what = whatFailed(error);
      if (what === "other") throw error;
      if (what === "damaged") onDamage({ table: scope.table, problem: String(error) });
      return null;
    }
  }
}

function filters({ roomId, authorId, since, until, hasLink: mustLink, hasFile }: SearchQuery): SQL {
  const conditions = [sql`1`];
  if (hasFile) conditions.push(sql`m.file_count > 0`);
  if (mustLink) conditions.push(sql`m.body LIKE '%://%'`);
  if (roomId !== undefined) conditions.push(sql`m.room_id = ${roomId}`);
  if (authorId !== undefined) conditions.push(sql`m.author_id = ${authorId}`);
  if (since !== undefined) conditions.push(sql`m.created_at >= ${since}`);
  if (until !== undefined) conditions.push(sql`m.created_at < ${until}`);
  return sql.join(conditions, sql` AND `);
}

/** A bound number is a REAL to libSQL, and FTS5 takes only integers for the ends of a stretch. */
function integer(id: number): SQL {
  return sql`CAST(${id} AS INTEGER)`;
}
