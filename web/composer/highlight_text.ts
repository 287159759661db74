// Colours the signs of a text that stays one text node. Elements around them would be shaped alone: without the kerning and
// ligatures across their edges the lines break elsewhere than in the field, and the caret stands in another word.
import type { BodySegment } from "./body_segments.ts";
import { highlightedSegments, type Nameable } from "./highlight_segments.ts";

export { namesInOpenCode } from "./highlight_segments.ts";

const highlightNames = ["mark", "code", "link", "mention"] as const;

/** In fields Firefox draws these, each as a box; in a layer it does not. */
const controlCharacter = /[^\P{Cc}\t\n]/u;

/** False: nothing is coloured. Firefox has had highlights since 140; before it texts stay plain. */
export function highlightText(layer: Element, text: Text, nameable: Nameable): boolean {
  if (!("highlights" in CSS)) return false;
  clear(layer);
  if (controlCharacter.test(text.data)) return false;
  let isHighlighted = false;
  let start = 0;
  for (const piece of highlightedSegments(text.data, nameable)) {
    const end = start + piece.text.length;
    if (piece.kind !== "text") {
      highlightOf(piece.kind).add(
        new StaticRange({ startContainer: text, startOffset: start, endContainer: text, endOffset: end }),
      );
      isHighlighted = true;
    }
    start = end;
  }
  return isHighlighted;
}

/** Highlights belong to the document: all fields share them. */
function highlightOf(kind: Exclude<BodySegment["kind"], "text">): Highlight {
  const name = `writing-${kind}`;
  const known = CSS.highlights.get(name);
  if (known) return known;
  const made = new Highlight();
  CSS.highlights.set(name, made);
  return made;
}

/** What this layer showed before, and what layers that are gone showed. */
function clear(layer: Element): void {
  for (const kind of highlightNames) {
    const highlight = highlightOf(kind);
    for (const range of highlight) {
      const { startContainer } = range;
      if (!startContainer.isConnected || layer.contains(startContainer)) highlight.delete(range);
    }
  }
}
