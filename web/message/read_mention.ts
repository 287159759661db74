// Whom a name behind an @ means in a message (M3).
import { broadcastIn, namesIn } from "../../src/protocol/mentions.ts";
import type { Author, Broadcast, Mention } from "../../src/protocol/shapes.ts";

import { foldUsername } from "../people/fold_name.ts";

/** Whom a message names. */
export interface Naming {
  mentions: readonly Mention[];
  broadcast: Broadcast | null;
}

export type MentionSegment =
  { kind: "person"; person: Author; text: string } | { kind: "everyone" | "here"; text: string };

/** `written` is what stands behind an @, as long as it goes. Null: it names nobody, and all of it is text. */
export function readMention(written: string, { mentions, broadcast }: Naming): MentionSegment | null {
  if (mentions.length === 0 && !broadcast) return null;
  // Of two spellings of a person `mentions` tells the first.
  const people = new Map(mentions.map(({ name, user }) => [foldUsername(name), user]));
  for (const name of namesIn(written)) {
    const person = people.get(foldUsername(name));
    if (person) return { kind: "person", person, text: `@${name}` };
  }
  const called = broadcastIn(written);
  if (!called || called.to !== broadcast?.to) return null;
  return { kind: called.to, text: `@${written.slice(0, called.length)}` };
}
