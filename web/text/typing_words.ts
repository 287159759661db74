import { sayText } from "../words/en/text.ts";

/** Who types, in a line: names of all while they fit, else that there are several. */
export function typingWords(names: readonly string[]): string {
  const [first, second] = names;
  if (first === undefined) return "";
  if (second === undefined) return sayText("typingOne", { name: first });
  return names.length === 2 ? sayText("typingTwo", { first, second }) : sayText("typingSeveral");
}
