// Behind the field where one writes lies a layer with the same text in the same place. It gives the field its height; and
// where the text has signs (K1) it is the layer that is seen, with the signs dimmed, while the field's own letters are clear.
// The field itself is never touched: caret, selection and what can be undone stay the browser's.
import type { Nameable } from "./highlight_segments.ts";
import { highlightChunk } from "../app/chunks.ts";

/** Longer texts are left plain. */
const maxHighlighted = 20_000;

/** What stands in the field now, in the layer before it; plain until what highlights it is here. Tells which names code hides that nothing ends. */
export function mirrorText(field: HTMLTextAreaElement, nameable: Nameable): string[] {
  const layer = field.previousElementSibling;
  const box = field.parentElement;
  if (!layer || !box) return [];
  const { value } = field;
  const shown = value.length <= maxHighlighted ? highlightChunk.known() : null;
  // An empty field runs as the page does, and so does what stands in its place.
  field.dir = value === "" ? "" : "auto";
  const text = document.createTextNode(value);
  // A line end at the end of a text has a line of its own only with something behind it.
  layer.replaceChildren(text, document.createElement("br"));
  box.classList.toggle("is-highlighted", shown?.highlightText(layer, text, nameable) ?? false);
  // The browser had brought the caret into sight before the field grew.
  if (field.selectionEnd === value.length && document.activeElement === field)
    box.scrollTop = box.scrollHeight;
  return shown?.namesInOpenCode(value, nameable) ?? [];
}
