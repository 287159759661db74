// The pieces of a text that is being written, with the names of those whom it would name.
import { namesIn } from "../../src/protocol/mentions.ts";

import { bodyPieces, type BodyPiece } from "./body_pieces.ts";
import { foldUsername } from "./fold_name.ts";

/** Whom an @ may name here. */
export interface Nameable {
  people: ReadonlyMap<number, Named>;
  /** More of them, looked at only when a name is not among those. */
  others?: () => Iterable<Named>;
}

interface Named {
  username: string;
}

let lastPeople: Nameable["people"] | null = null;
let names: ReadonlySet<string> = new Set();

export function litPieces(text: string, { people, others = () => [] }: Nameable): BodyPiece[] {
  if (people !== lastPeople) {
    lastPeople = people;
    names = new Set([
      "everyone",
      "here",
      ...[...people.values()].map(({ username }) => foldUsername(username)),
    ]);
  }
  return bodyPieces(text, { nameLength });

  function nameLength(written: string): number {
    const known = namesIn(written).find((name) => names.has(foldUsername(name)));
    return (known ?? namesIn(written).find(isOther) ?? "").length;
  }

  function isOther(name: string): boolean {
    for (const { username } of others()) if (foldUsername(username) === foldUsername(name)) return true;
    return false;
  }
}
