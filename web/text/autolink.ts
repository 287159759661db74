// Links in plain text: http and https only, as pieces to be drawn as nodes.

export type Piece = string | { href: string; text: string };

// Never in the middle of a Latin word (other scripts know no spaces), never a space, quote or bracket that encloses a link.
const start = /(?<![a-z0-9_])https?:\/\/[^\s<>"\u3000-\u3002\uff0c\uff1b\uff01\uff1f\u300c\u300d]+/giu;
const trailing = /[.,;:!?'*~\u2026\u2019\u201d]$/u;
const pairs = [
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
] as const;

/** The text in order, each link apart. Joined, the pieces are the text. */
export function findLinks(text: string): Piece[] {
  if (!text.includes("://")) return text === "" ? [] : [text];
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(start)) {
    const link = trimLink(match[0]);
    if (!isLink(link)) continue;
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push({ href: link, text: link });
    end = match.index + link.length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

/** Punctuation of the sentence and brackets that were opened before the link stay outside. */
function trimLink(found: string): string {
  let link = found;
  for (;;) {
    if (trailing.test(link)) link = link.slice(0, -1);
    else if (pairs.some(([open, close]) => link.endsWith(close) && count(link, close) > count(link, open))) {
      link = link.slice(0, -1);
    } else return link;
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function isLink(link: string): boolean {
  const url = URL.parse(link);
  return url !== null && (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";
}
