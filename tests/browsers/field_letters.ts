// The field where one writes, and the layer behind it that has the colours.
import type { Screen } from "./screen.ts";

export const field = (room: string) => ({ role: "textbox", name: `Message ${room}` });

/** Types until the signs are coloured: what colours them comes later. */
export async function highlightField(screen: Screen, room: string): Promise<void> {
  await screen.click(field(room));
  const isHighlighted = () => (CSS.highlights.get("writing-mark")?.size ?? 0) > 0;
  while (!(await screen.read({}, isHighlighted))) await screen.type("**a** ");
}

export const markedTexts = [
  "**Formatting** in ~~one~~ `line` _after_ another, with [a link](https://a.example/AV/To) and some @Bob in it, ".repeat(
    4,
  ),
  "東京タワーは、**東京都港区**芝公園にある総合電波塔である。`日本電波塔`ともいう。".repeat(6),
  "https://a.example/one-very-long-address_without-any-blank/".repeat(8),
  "Größenordnung\n**fett** und `Schreibmaschine` in Überlänge: Donaudampfschifffahrtsgesellschaft, ".repeat(
    5,
  ),
].map((text) => text.trim());

/** In the page: the text, as if it was typed, with the caret before it. */
export function write([area]: HTMLElement[], text: string): void {
  if (!(area instanceof HTMLTextAreaElement)) return;
  area.focus();
  area.value = text;
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  area.setSelectionRange(0, 0);
}

export const caret = ([area]: HTMLElement[]) => (area as HTMLTextAreaElement).selectionStart;

/** In the page: at which letters the lines of the layer behind the field begin. */
export function layerStarts([area]: HTMLElement[]): number[] {
  const layer = area?.previousElementSibling;
  const found: number[] = [];
  if (!layer) return found;
  const range = document.createRange();
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  let [letter, bottom, isNewLine] = [0, -Infinity, false];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? "";
    for (let at = 0; at < text.length; at += 1, letter += 1) {
      if (text[at] === "\n") {
        isNewLine = true;
        continue;
      }
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      // A letter that a line begins with may have an empty place at the end of the one before, too.
      const { top, height } = [...range.getClientRects()].at(-1) ?? { top: 0, height: 0 };
      // Letters of other fonts are of another height: what counts is that they stand below the last line's.
      if (!isNewLine && (height === 0 || top + height / 2 <= bottom)) continue;
      isNewLine = false;
      bottom = top + height;
      found.push(letter);
    }
  }
  return found;
}

/** In the page: where these words stand in the layer. */
export function layerBoxes([area]: HTMLElement[], words: string[]): DOMRect[] {
  const text = area?.previousElementSibling?.firstChild;
  return words.map((word) => {
    const range = document.createRange();
    const start = text?.textContent?.indexOf(word) ?? -1;
    if (text && start >= 0) {
      range.setStart(text, start);
      range.setEnd(text, start + word.length);
    }
    return range.getBoundingClientRect();
  });
}
