// The pieces of a text that is being written, with the names of those whom it would name.
import { namesIn } from "../../src/protocol/mentions.ts";

import { bodyPieces, type BodyPiece } from "./body_pieces.ts";

/** Whom an @ may name here. */
export type Nameable = ReadonlyMap<number, { username: string }>;

const folded = (name: string) => name.normalize("NFKC").toLowerCase();

let lastPeople: Nameable | null = null;
let names: ReadonlySet<string> = new Set();

export function litPieces(text: string, people: Nameable): BodyPiece[] {
  if (people !== lastPeople) {
    lastPeople = people;
    names = new Set(["everyone", "here", ...[...people.values()].map(({ username }) => folded(username))]);
  }
  return bodyPieces(text, { nameLength });
}

function nameLength(written: string): number {
  return namesIn(written).find((name) => names.has(folded(name)))?.length ?? 0;
}
