import type { ComponentChildren } from "preact";

/** What a phrase says whose blanks were filled with texts. */
export function textOf(pieces: readonly ComponentChildren[]): string {
  const texts = pieces.filter((piece) => typeof piece === "string");
  if (texts.length < pieces.length) throw new Error("There is something else than text in this phrase.");
  return texts.join("");
}
