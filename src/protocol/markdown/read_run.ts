// Whether a run of `*`, `_` or `~~` may open or close (SPEC K3).
import { characterAt, characterBefore, isPunctuation, isSpace, isUnspaced } from "./characters.ts";
import type { Run } from "./tokens.ts";
import type { Span } from "./tree.ts";

/** Null: plain text. */
export function readRun(text: string, { start, end }: Span): Run | null {
  const character = text.charAt(start);
  const before = characterBefore(text, start);
  const after = characterAt(text, end);
  if (character === "~" && end - start !== 2) return null;
  // `*️⃣` is an emoji.
  if (after === "\ufe0f" || after === "\u20e3") return null;
  const isWordy = character === "_";
  const isLoose = (other: string) => !isWordy && isUnspaced(other);
  const isSign = (other: string) => isPunctuation(other) && !isLoose(other);
  const isEdge = (other: string) => isSpace(other) || isPunctuation(other) || isLoose(other);
  const isLeft = !isSpace(after) && (!isSign(after) || isEdge(before));
  const isRight = !isSpace(before) && (!isSign(before) || isEdge(after));
  const canOpen = isLeft && (!isWordy || !isRight || isPunctuation(before));
  const canClose = isRight && (!isWordy || !isLeft || isPunctuation(after));
  if (!canOpen && !canClose) return null;
  return { kind: "run", character, start, end, canOpen, canClose, left: end - start, closes: [], opens: [] };
}
