// The pieces of a text that is being written, with the names of those whom it would name.
import { broadcastIn, namesIn } from "../../src/protocol/mentions.ts";

import { bodyPieces, type BodyPiece } from "./body_pieces.ts";
import { foldUsername } from "./fold_name.ts";
import type { BroadcastWord } from "./may_broadcast.ts";

/** Whom an @ may name here. */
export interface Nameable {
  people: ReadonlyMap<number, Named>;
  /** More of them, looked at only when a name is not among those. */
  others?: () => Iterable<Named>;
  /** Those that call people here (M2, M3). */
  broadcasts: readonly BroadcastWord[];
}

interface Named {
  username: string;
}

let lastPeople: Nameable["people"] | null = null;
let names: ReadonlySet<string> = new Set();

export function litPieces(text: string, { people, others = () => [], broadcasts }: Nameable): BodyPiece[] {
  if (people !== lastPeople) {
    lastPeople = people;
    names = new Set([...people.values()].map(({ username }) => foldUsername(username)));
  }
  return bodyPieces(text, { nameLength });

  function nameLength(written: string): number {
    const readings = namesIn(written);
    const known = readings.find((name) => names.has(foldUsername(name))) ?? readings.find(isOther);
    if (known !== undefined) return known.length;
    const called = broadcastIn(written);
    return called && broadcasts.includes(called.to) ? called.length : 0;
  }

  function isOther(name: string): boolean {
    for (const { username } of others()) if (foldUsername(username) === foldUsername(name)) return true;
    return false;
  }
}
