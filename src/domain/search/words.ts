// What a query means (S2), in one place: storage uses it to make sure of what the index proposes, search to say where the
// words stand. The rule is here; an index may only be quicker.
import { limits } from "../../protocol/limits.ts";
import type { Span } from "../../protocol/markdown/tree.ts";
import type { SearchHit } from "../../protocol/shapes.ts";

/** The words of a query, each once, in NFC. */
export function readWords(q: string): string[] {
  return [...new Set(q.normalize("NFC").split(/\s+/u))].filter((word) => word !== "");
}

/** The forms of a word: with composed accents, or separate ones; with letters as keyboards write them that NFC takes apart. */
export function formsOf(word: string): string[] {
  const composed = word.normalize("NFC");
  const whole = composed.replace(takenApart, (parts) => wholeLetters.get(parts) ?? parts);
  return [...new Set([composed, word.normalize("NFD"), whole])];
}

// Unicode's composition exclusions of living scripts: Devanagari, Bengali, Gurmukhi, Oriya, Tibetan, Hebrew.
const excluded =
  "\u0958-\u095f\u09dc\u09dd\u09df\u0a33\u0a36\u0a59-\u0a5b\u0a5e\u0b5c\u0b5d\u0f43\u0f4d\u0f52\u0f57\u0f5c\u0f69\ufb1d\ufb1f\ufb2a-\ufb4e";
/** Each by what NFC makes of it. */
const wholeLetters = new Map(
  Array.from({ length: 0xfb4f - 0x958 }, (_, n) => String.fromCharCode(0x958 + n))
    .filter((letter) => new RegExp(`[${excluded}]`).test(letter))
    .map((letter) => [letter.normalize("NFC"), letter]),
);
/** The longest first: some begin with another. */
const takenApart = new RegExp([...wholeLetters.keys()].sort((a, b) => b.length - a.length).join("|"), "g");

interface Words {
  /** Whether every word is in it. */
  areIn(text: string): boolean;
  /** Where they are: in order, none touching another, at most 50, of the first 1,000 places (S8). */
  marksIn(text: string): Span[];
}

export function createWords(words: string[]): Words {
  const patterns = words.map((word) => patternOf(word));

  return {
    areIn: (text) => patterns.every((pattern) => text.search(pattern) !== -1),
    marksIn: (text) => joinTouching(positionsOf(patterns, text)),
  };
}

/** The positions of all the words, by their start; at most as many as S8 says. */
function* positionsOf(patterns: RegExp[], text: string): Generator<Span> {
  const next: { pattern: RegExp; span: Span }[] = [];
  const add = (pattern: RegExp) => {
    const span = positionOf(pattern, text);
    if (span) next.push({ pattern, span });
  };
  for (const pattern of patterns) {
    pattern.lastIndex = 0;
    add(pattern);
  }
  for (let scanned = 0; scanned < limits.searchMatches; scanned += 1) {
    let first = 0;
    for (let other = 1; other < next.length; other += 1) {
      if ((next[other]?.span.start ?? 0) < (next[first]?.span.start ?? 0)) first = other;
    }
    const [found] = next.splice(first, 1);
    if (!found) return;
    yield found.span;
    add(found.pattern);
  }
}

/** From the end of the last match. */
function positionOf(pattern: RegExp, text: string): Span | null {
  const found = pattern.exec(text);
  return found && { start: found.index, end: found.index + found[0].length };
}

// An accent that follows makes it another letter: `e` is not in a decomposed `é`.
function patternOf(word: string): RegExp {
  const forms = formsOf(word).map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(`(?:${forms.join("|")})(?![\\u0300-\\u036f])`, "giu");
}

/** As many as are shown; further ones are not searched. */
function joinTouching(spans: Iterable<Span>): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else if (joined.length === limits.searchMarks) return joined;
    else joined.push(span);
  }
  return joined;
}

/** All that the words may be in. */
export function searchedText(body: string, fileNames: readonly string[]): string {
  return [body, ...fileNames].join("\n");
}

/** S4: the marks in a body, and a piece of one line around the first; of the first line with something in it when there are none. */
export function hitIn(body: string, words: Words): SearchHit {
  const marks = words.marksIn(body);
  const first = marks[0] ?? firstVisible(body);
  return { line: lineAround(body, first), marks };
}

function firstVisible(body: string): Span {
  const start = Math.max(0, body.search(/\S/u));
  return { start, end: start };
}

// Text before the words matters less than text after them.
const unitsBefore = 60;

function lineAround(body: string, around: Span): Span {
  const lineStart = body.lastIndexOf("\n", around.start - 1) + 1;
  const newline = body.indexOf("\n", around.start);
  const lineEnd = newline === -1 ? body.length : newline;
  if (lineEnd - lineStart <= limits.searchLine) return trimmed(body, { start: lineStart, end: lineEnd });
  const enough = Math.min(around.start, Math.max(around.start - unitsBefore, around.end - limits.searchLine));
  const start = Math.max(lineStart, Math.min(enough, lineEnd - limits.searchLine));
  const end = Math.min(lineEnd, start + limits.searchLine);
  // Never between the halves of a pair.
  return trimmed(body, {
    start: isInsidePair(body, start) ? start + 1 : start,
    end: isInsidePair(body, end) ? end - 1 : end,
  });
}

function trimmed(body: string, span: Span): Span {
  const text = body.slice(span.start, span.end);
  const start = span.start + text.length - text.trimStart().length;
  return { start, end: start + text.trim().length };
}

function isInsidePair(body: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(body.slice(at - 1, at + 1));
}
