// The pieces of a text that is being written, with the names of those whom it would name.
import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import type { Block } from "../../src/protocol/markdown/tree.ts";
import { broadcastIn, findMentions, namesIn } from "../../src/protocol/mentions.ts";

import { bodySegments, type BodySegment } from "./body_segments.ts";
import { foldUsername } from "../people/fold_name.ts";
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

export function highlightedSegments(text: string, nameable: Nameable): BodySegment[] {
  return bodySegments(text, { nameLength: nameLengthIn(nameable) });
}

/** Names in code that nothing ends (K6): whoever writes them may think that they call someone. */
export function namesInOpenCode(text: string, nameable: Nameable): string[] {
  if (!text.includes("```")) return [];
  const nameLength = nameLengthIn(nameable);
  const written = parseBody(text).flatMap(openCode).flatMap(findMentions);
  return [...new Set(written.map((one) => one.slice(0, nameLength(one))))].filter((name) => name !== "");
}

function openCode(block: Block): string[] {
  if (block.kind === "code_block") return block.close === null ? [block.text] : [];
  // What is quoted names nobody anyway (M1).
  return block.kind === "list" ? block.items.flatMap(({ children }) => children.flatMap(openCode)) : [];
}

/** How much of what stands behind an @ names someone. */
function nameLengthIn({ people, others = () => [], broadcasts }: Nameable): (written: string) => number {
  if (people !== lastPeople) {
    lastPeople = people;
    names = new Set([...people.values()].map(({ username }) => foldUsername(username)));
  }
  return nameLength;

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
