// Finding people by what is typed behind an @.
import type { Author } from "../../src/protocol/shapes.ts";
import { compareNames } from "../words/language.ts";

import { foldName } from "./fold_name.ts";

export interface NameQuery {
  /** Where the @ stands. */
  start: number;
  /** What is typed behind it, up to the caret. */
  text: string;
}

// M1: no letter, digit or mark before the @; then what a username may hold (L5).
const beforeCaret = /(?<![\p{L}\p{N}\p{M}])@([\p{L}\p{N}][\p{L}\p{M}\p{N}._'-]{0,31})?$/u;

/** The name that is being typed at the caret, or null. */
export function nameAt(text: string, caret: number): NameQuery | null {
  const found = beforeCaret.exec(text.slice(0, caret));
  return found ? { start: found.index, text: found[1] ?? "" } : null;
}

/**
 * What to put where the query stands: `@name`, and a space behind it unless something else already parts it from what
 * follows. `skips`: how far the caret goes on from there.
 */
export function nameToPut(
  text: string,
  { start, text: typed }: NameQuery,
  name: string,
): { put: string; skips: number } {
  const after = text.slice(start + 1 + typed.length);
  const put = `@${name}${/^[\s\p{P}]/u.test(after) ? "" : " "}`;
  return { put, skips: /^\s/u.test(after) ? 1 : 0 };
}

/** Those one of whose names, or a word of it, begins with the text; whose username does so first. */
export function findNames<T extends Author>(people: Iterable<T>, text: string, limit: number): T[] {
  const wanted = foldName(text);
  const found: { person: T; rank: number }[] = [];
  for (const person of people) {
    const username = foldName(person.username);
    const words = foldName(person.displayName).split(/\s+/u);
    if (username.startsWith(wanted)) found.push({ person, rank: 0 });
    else if (words.some((word) => word.startsWith(wanted))) found.push({ person, rank: 1 });
  }
  return found
    .sort(
      (one, other) => one.rank - other.rank || compareNames(one.person.displayName, other.person.displayName),
    )
    .slice(0, limit)
    .map(({ person }) => person);
}
