// The ways to look through a stretch of ids for a query, and which to take. What is quick depends on how often the words are said,
// where, and by whom; nobody knows that before. So each way is believed to cost what it did last time, and until then a guess
// that only decides in which order they are tried.
import type { Client } from "@libsql/client";

import type { SearchQuery } from "../../domain/search/search_store.ts";
import { isIndexed, matchFor, type Narrowing } from "./index_match.ts";
import { indexNames } from "./index_tables.ts";
import { readPieces } from "./pieces.ts";
import type { Ground } from "./search_ground.ts";

export interface Way {
  /** For MATCH; null: a scan of the messages themselves. */
  match: string | null;
  /** Words that the index is not asked for. */
  sieve: string[];
}

interface Ways {
  /** `isIndexed`: whether the index knows the ids in question. */
  next(isIndexed: boolean): Promise<{ way: Way; stretch: number }>;
  /** That it took so long for so many ids. */
  learn(way: Way, ms: number, ids: number): void;
}

interface Option {
  /** Milliseconds for an id. */
  cost: number;
  /** So many ids next time. */
  stretch: number;
  /** Null: it turned out not to be possible. */
  prepare: () => Promise<Way | null>;
  way?: Way | null;
}

// For a million messages on a small machine. The scan is always dearer than its guess: what is too short for the index is
// looked for among the newest messages first, where most of it is, and then by its pieces.
const guesses = { words: 0, narrow: 2e-5, scan: 1e-4, pieces: 1.2e-4 };
/** How long one stretch should take. */
export const stretchMs = 20;
// Below this what is measured is mostly the asking itself: the next stretch is longer, and nothing is learned yet.
const tellingMs = 8;
const longer = 8;
const firstStretch = 10_000;
const shortestStretch = 2000;
// Each room that is named costs a little, and most of a place need not be named.
const mostNamed = 16;
const smallShare = 0.1;

export function createWays(client: Client, query: SearchQuery, ground: Ground): Ways {
  const { words, roomId, authorId, hasLink, hasFile } = query;
  const known = words.filter(isIndexed);
  const short = words.filter((word) => !isIndexed(word));
  const mine = ground.roomIds.length <= mostNamed ? ground.roomIds : undefined;
  const filters = { roomIds: roomId === undefined ? mine : [roomId], authorId, hasLink, hasFile };
  const isNarrow =
    roomId !== undefined ||
    authorId !== undefined ||
    hasLink ||
    hasFile ||
    (mine !== undefined && ground.share < smallShare);

  const scan = option(guesses.scan, () => ({ match: null, sieve: words }));
  const options = [scan];
  if (known.length > 0) options.push(option(guesses.words, () => byIndex({ words: known }, short)));
  if (isNarrow) options.push(option(guesses.narrow, () => byIndex({ words: [] }, words)));
  if (short.length > 0) {
    options.push(
      option(guesses.pieces, async () => {
        const pieces = await readPieces(client, indexNames(ground.table).terms, short);
        return pieces && byIndex({ words: known, pieces }, short);
      }),
    );
  }

  function byIndex(asked: Pick<Narrowing, "words" | "pieces">, sieve: string[]): Way {
    return { match: matchFor({ ...asked, ...filters }), sieve };
  }

  return {
    async next(knowsIds) {
      for (;;) {
        const best = knowsIds ? options.reduce((a, b) => (b.cost < a.cost ? b : a)) : scan;
        best.way ??= await best.prepare();
        if (best.way) return { way: best.way, stretch: best.stretch };
        best.cost = Number.POSITIVE_INFINITY;
      }
    },
    learn(way, ms, ids) {
      const used = options.find((one) => one.way === way);
      if (!used) return;
      if (ms < tellingMs) {
        used.stretch *= longer;
        return;
      }
      used.cost = ms / Math.max(1, ids);
      used.stretch = Math.max(shortestStretch, Math.floor(stretchMs / used.cost));
    },
  };
}

function option(cost: number, prepare: () => Way | Promise<Way | null>): Option {
  return { cost, stretch: firstStretch, prepare: async () => prepare() };
}
