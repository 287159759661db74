import type { ComponentChildren } from "preact";

/** What a phrase says whose blanks were filled with texts. */
export function textOf(children: readonly ComponentChildren[]): string {
  const texts = children.filter((piece) => typeof piece === "string");
  if (texts.length < children.length) throw new Error("There is something else than text in this phrase.");
  return texts.join("");
}
