// The strategies to search a stretch of ids for a query, and the choice between them. Which is fast depends on how often the
// words occur, where, and by whom, which is unknown before. So each strategy is assumed to cost what it cost last time; the
// first guess only decides the order in which they are tried.
import type { Client } from "../client.ts";

import type { SearchQuery } from "../../domain/search/search_store.ts";
import { isIndexed, matchFor, type Narrowing } from "./index_match.ts";
import { indexNames } from "./index_tables.ts";
import { readTrigrams } from "./short_word_trigrams.ts";
import type { Scope } from "./search_scope.ts";

export interface Strategy {
  /** For MATCH; null: a scan of the messages. */
  match: string | null;
  /** Words that are searched in the bodies, without the index. */
  filter: string[];
}

interface Strategies {
  /** `isIndexed`: whether the index knows the ids in question. */
  next(isIndexed: boolean): Promise<{ strategy: Strategy; stretch: number }>;
  /** Notes how long it took for how many ids. */
  learn(strategy: Strategy, ms: number, ids: number): void;
}

interface Option {
  /** Milliseconds per id. */
  cost: number;
  /** How many ids next time. */
  stretch: number;
  /** Null: it is not possible. */
  prepare: () => Promise<Strategy | null>;
  strategy?: Strategy | null;
}

// For a million messages on a small machine. The scan always costs more than its guess: a word that is too short for the
// index is searched among the newest messages first, where most hits are, and then by its trigrams.
const guesses = { words: 0, narrow: 2e-5, scan: 1e-4, trigrams: 1.2e-4 };
/** How long one stretch should take. */
export const stretchMs = 20;
// Below this the time is mostly the overhead of the query: the next stretch is longer, and nothing is learned yet.
const minMeasuredMs = 8;
const longer = 8;
const firstStretch = 10_000;
const shortestStretch = 2000;
// Each room in the query costs a little, and most rooms of a workspace need not be in it.
const maxRoomsNamed = 16;
const smallShare = 0.1;

export function createStrategies(client: Client, query: SearchQuery, scope: Scope): Strategies {
  const { words, roomId, authorId, hasLink, hasFile } = query;
  const known = words.filter(isIndexed);
  const short = words.filter((word) => !isIndexed(word));
  const mine = scope.roomIds.length <= maxRoomsNamed ? scope.roomIds : undefined;
  const filters = { roomIds: roomId === undefined ? mine : [roomId], authorId, hasLink, hasFile };
  const isNarrow =
    roomId !== undefined ||
    authorId !== undefined ||
    hasLink ||
    hasFile ||
    (mine !== undefined && scope.share < smallShare);

  const scan = option(guesses.scan, () => ({ match: null, filter: words }));
  const options = [scan];
  if (known.length > 0) options.push(option(guesses.words, () => byIndex({ words: known }, short)));
  if (isNarrow) options.push(option(guesses.narrow, () => byIndex({ words: [] }, words)));
  if (short.length > 0) {
    options.push(
      option(guesses.trigrams, async () => {
        const trigrams = await readTrigrams(client, indexNames(scope.table).terms, short);
        return trigrams && byIndex({ words: known, trigrams }, short);
      }),
    );
  }

  function byIndex(asked: Pick<Narrowing, "words" | "trigrams">, filter: string[]): Strategy {
    return { match: matchFor({ ...asked, ...filters }), filter };
  }

  return {
    async next(knowsIds) {
      for (;;) {
        const best = knowsIds ? options.reduce((a, b) => (b.cost < a.cost ? b : a)) : scan;
        best.strategy ??= await best.prepare();
        if (best.strategy) return { strategy: best.strategy, stretch: best.stretch };
        best.cost = Number.POSITIVE_INFINITY;
      }
    },
    learn(strategy, ms, ids) {
      const used = options.find((one) => one.strategy === strategy);
      if (!used) return;
      if (ms < minMeasuredMs) {
        used.stretch *= longer;
        return;
      }
      used.cost = ms / Math.max(1, ids);
      used.stretch = Math.max(shortestStretch, Math.floor(stretchMs / used.cost));
    },
  };
}

function option(cost: number, prepare: () => Strategy | Promise<Strategy | null>): Option {
  return { cost, stretch: firstStretch, prepare: async () => prepare() };
}
