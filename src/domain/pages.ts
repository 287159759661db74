// Lists come a page at a time. One extra row shows whether there is another page.
import type { z } from "zod";

import { limits } from "../protocol/limits.ts";
import type { backwardsQuery, pageQuery } from "../protocol/shapes/lists.ts";
import type { Backwards } from "./stores.ts";

/** Forwards: the rows after this id. */
export type ListPage = z.infer<typeof pageQuery>;
/** Newest first: what was before this id. */
export type BackwardsPage = z.infer<typeof backwardsQuery>;

interface Rows<T> {
  rows: T[];
  /** `after`, or `before`, of the next page; null on the last. */
  next: number | null;
}

export async function readPage<T>(
  { after = 0, limit = limits.listPage }: ListPage,
  read: (bounds: { after: number; limit: number }) => Promise<T[]>,
  idOf: (row: T) => number,
): Promise<Rows<T>> {
  return cut(await read({ after, limit: limit + 1 }), limit, idOf);
}

export async function readBackwards<T>(
  { before, limit = limits.listPage }: BackwardsPage,
  read: (bounds: Backwards) => Promise<T[]>,
  idOf: (row: T) => number,
): Promise<Rows<T>> {
  return cut(await read({ ...(before === undefined ? {} : { before }), limit: limit + 1 }), limit, idOf);
}

function cut<T>(found: T[], limit: number, idOf: (row: T) => number): Rows<T> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last !== undefined ? idOf(last) : null };
}
