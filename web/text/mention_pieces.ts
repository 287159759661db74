// `@name` in a text that names people: who they are now, in its place (M3).
import { bareName, namesIn } from "../../src/protocol/mentions.ts";
import type { Author, Broadcast, Mention } from "../../src/protocol/shapes.ts";

/** Whom a message names. */
export interface Naming {
  mentions: readonly Mention[];
  broadcast: Broadcast | null;
}

export type MentionPiece =
  { kind: "person"; person: Author; text: string } | { kind: "everyone" | "here"; text: string };

// M1: no letter, digit or mark before the @.
const named = /(?<![\p{L}\p{N}\p{M}])@([\p{L}\p{N}][\p{L}\p{M}\p{N}._'-]*)/gu;

/** The text in order, each mention apart. Joined, the pieces are the text. */
export function mentionPieces(text: string, { mentions, broadcast }: Naming): (string | MentionPiece)[] {
  if (!text.includes("@") || (mentions.length === 0 && broadcast === null)) return text === "" ? [] : [text];
  const people = new Map(mentions.map(({ name, user }) => [folded(name), user]));
  const pieces: (string | MentionPiece)[] = [];
  let end = 0;
  for (const match of text.matchAll(named)) {
    const piece = pieceOf(match[1] ?? "", people, broadcast);
    if (!piece) continue;
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push(piece);
    end = match.index + piece.text.length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

function pieceOf(
  written: string,
  people: ReadonlyMap<string, Author>,
  broadcast: Broadcast | null,
): MentionPiece | null {
  for (const name of namesIn(written)) {
    const person = people.get(folded(name));
    if (person) return { kind: "person", person, text: `@${name}` };
  }
  const word = bareName(written);
  return word.toLowerCase() === broadcast?.to ? { kind: broadcast.to, text: `@${word}` } : null;
}

/** Of two spellings of a person `mentions` tells the first. */
const folded = (name: string) => name.normalize("NFKC").toLowerCase();
