// Numbers, ids and pages in paths and queries, the same for every endpoint.
import { z } from "zod";

import { id, position } from "../client_frames.ts";
import { limits } from "../limits.ts";

/** Numbers in paths and queries are plain digits: no sign, no exponent, no zero in front, no other way to write one. */
export function digits<T extends z.ZodType<number, number>>(number: T) {
  return z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,15})$/, "not a whole number")
    .transform(Number)
    .pipe(number);
}

export const idParam = z.strictObject({ id: digits(id) });
/** `1,2,3` */
export const ids = z
  .string()
  .regex(/^[1-9][0-9]{0,15}(,[1-9][0-9]{0,15})*$/, "not whole numbers with commas between them")
  .transform((text) => text.split(",").map(Number))
  .pipe(z.array(id).max(limits.listPage))
  .describe(`At most ${limits.listPage} ids, separated by commas`);
const limit = digits(z.int().min(1).max(limits.listPage)).exactOptional();
export const pageQuery = z.strictObject({ after: digits(position).exactOptional(), limit });
/** Newest first. */
export const backwardsQuery = z.strictObject({ before: digits(position).exactOptional(), limit });

export const next = z
  .int()
  .nullable()
  .describe("`after` or `before` of the next page; null on the last page");
export const time = z.int().describe("UTC milliseconds");
