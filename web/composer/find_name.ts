// Finding people by what is typed behind an @.
import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import type { Block, Inline } from "../../src/protocol/markdown/tree.ts";
import type { Author } from "../../src/protocol/shapes.ts";
import { compareNames } from "../i18n/locale.ts";

import { foldName } from "../people/fold_name.ts";

export interface NameQuery {
  /** Where the @ stands. */
  start: number;
  /** What is typed behind it, up to the caret. */
  text: string;
}

// What a username may hold (L5).
const beforeCaret = /[@\uff20]([\p{L}\p{N}][\p{L}\p{M}\p{N}._'-]{0,31})?$/u;

/** The name that is being typed at the caret, where one would be read (M1), or null. */
export function nameAt(text: string, caret: number): NameQuery | null {
  const match = beforeCaret.exec(text.slice(0, caret));
  if (!match) return null;
  const { index: start, 1: typed = "" } = match;
  // Before its first letter a name is none.
  const body = typed === "" ? `${text.slice(0, caret)}x${text.slice(caret)}` : text;
  return parseBody(body).some((block) => hasMentionAt(block, start)) ? { start, text: typed } : null;
}

/** Not in quotes, which name nobody. */
function hasMentionAt(node: Block | Inline, at: number): boolean {
  if (at < node.start || at >= node.end || node.kind === "quote") return false;
  if (node.kind === "mention") return node.start === at;
  const children =
    node.kind === "list"
      ? node.items.flatMap((item) => item.children)
      : "children" in node
        ? node.children
        : [];
  return children.some((child) => hasMentionAt(child, at));
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
  const match: { person: T; rank: number }[] = [];
  for (const person of people) {
    const username = foldName(person.username);
    const words = foldName(person.displayName).split(/\s+/u);
    if (username.startsWith(wanted)) match.push({ person, rank: 0 });
    else if (words.some((word) => word.startsWith(wanted))) match.push({ person, rank: 1 });
  }
  return match
    .sort(
      (one, other) => one.rank - other.rank || compareNames(one.person.displayName, other.person.displayName),
    )
    .slice(0, limit)
    .map(({ person }) => person);
}
