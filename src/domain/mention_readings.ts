// M1: what the names of one message may mean, with the work bounded for all of them together.
import { limits } from "../protocol/limits.ts";
import { namesIn } from "../protocol/mentions.ts";
import { foldedKeyOf } from "./accounts/confusable_keys.ts";

interface Reading {
  /** As written. */
  name: string;
  /** What its member is found by (L5). */
  key: string;
}

/** For each name those readings that may be someone's. Behind `limits.mentionUnits` the rest of the message is text. */
export function readingsOf(written: string[], keyOf = foldedKeyOf): Reading[][] {
  let unitsLeft: number = limits.mentionUnits;
  const all: Reading[][] = [];
  for (const one of [...new Set(written)].slice(0, limits.mentionNames)) {
    const readings: Reading[] = [];
    for (const name of namesIn(one)) {
      // Spent even for a text that is too long to be a name: NFKC alone makes 18 units of one.
      const composed = name.normalize("NFKC");
      unitsLeft -= composed.length;
      if (unitsLeft < 0) return all;
      if (composed.length <= limits.composedNameLength) readings.push({ name, key: keyOf(composed) });
    }
    all.push(readings);
  }
  return all;
}
