// Where one writes: names, drafts, lines, and the other direction.
import { expect } from "bun:test";

import { defaultPreferences } from "../../src/protocol/preferences.ts";
import { readPng } from "../../src/platform/crop_png.ts";

import type { Check } from "./checks.ts";
import { held, roomOfTwo } from "./seat.ts";

const field = (room: string) => ({ role: "textbox", name: `Message ${room}` });

export const fieldChecks: Check[] = [
  {
    name: "mention: a name is completed by keys, and stands as a mention",
    async run(seat) {
      const { screen } = seat;
      const roomId = await roomOfTwo(seat, "names");
      await screen.open(`/r/${roomId}`);
      await screen.click(field("names"));
      await screen.type("Hello @bo");
      await screen.see({ role: "option", text: "Bob", within: { role: "listbox", name: "Names" } });
      await screen.key("Enter");
      await screen.miss({ role: "listbox" });
      const value = ([area]: HTMLElement[]) => (area as HTMLTextAreaElement).value;
      expect(await screen.read(field("names"), value)).toBe("Hello @Bob ");
      await screen.type("and others");
      await screen.key("Enter");
      await screen.see({ role: "button", name: "@Bob", within: { role: "article", text: "and others" } });
      expect((await held(seat, roomId)).map(({ body }) => body)).toEqual(["Hello @Bob and others"]);
    },
  },
  {
    name: "drafts: kept over a reload, and the same in a second tab",
    async run(seat) {
      const { screen } = seat;
      const roomId = await roomOfTwo(seat, "drafts");
      await screen.open(`/r/${roomId}`);
      await screen.fillIn(field("drafts"), "unfinished");
      const holds = ([area]: HTMLElement[], text: string) => (area as HTMLTextAreaElement)?.value === text;
      await screen.open(`/r/${roomId}`);
      await screen.holds(field("drafts"), holds, "unfinished");
      const other = await seat.openScreen();
      await other.open(`/r/${roomId}`);
      await other.holds(field("drafts"), holds, "unfinished");
      await other.click(field("drafts"));
      await other.key("End");
      await other.type(" business");
      await screen.holds(field("drafts"), holds, "unfinished business");
      await other.key("Enter");
      await other.see({ role: "article", text: "unfinished business" });
      await screen.see({ role: "article", text: "unfinished business" });
      await screen.holds(field("drafts"), holds, "");
      expect((await held(seat, roomId)).map(({ body }) => body)).toEqual(["unfinished business"]);
      expect(await other.complaints()).toEqual([]);
      await other.close();
    },
  },
  {
    name: "line starts: what is coloured stands in the very lines in which it is written",
    async run(seat) {
      const { screen } = seat;
      const roomId = await roomOfTwo(seat, "lines");
      await screen.open(`/r/${roomId}`);
      await screen.click(field("lines"));
      // What colours the marks comes later.
      const isLit = () => (CSS.highlights.get("writing-mark")?.size ?? 0) > 0;
      while (!(await screen.read({}, isLit))) await screen.type("**a** ");
      let lines = 0;
      for (const text of markedTexts) {
        await screen.read(field("lines"), write, text);
        const found: number[] = [];
        for (let at = 0; at < text.length; at = await screen.read(field("lines"), caret)) {
          found.push(at);
          await screen.key("ArrowDown");
        }
        expect({ text, starts: found }).toEqual({
          text,
          starts: await screen.read(field("lines"), layerStarts),
        });
        lines += found.length;
      }
      expect(lines).toBeGreaterThan(markedTexts.length * 3);
      await screen.read(field("lines"), write, "");
    },
  },
  {
    name: "hint: in Arabic the empty field says at its right what it is for",
    async run(seat) {
      const { screen, ada } = seat;
      const roomId = await roomOfTwo(seat, "from right to left");
      await ada.patch("/api/me", { preferences: { ...defaultPreferences, language: "ar" } });
      await screen.open(`/r/${roomId}`);
      const empty = { role: "textbox", name: /from right to left/ };
      // Nothing but the hint: no caret.
      await screen.holds(empty, ([area]) => {
        area?.blur();
        return (
          area !== undefined &&
          document.documentElement.dir === "rtl" &&
          document.activeElement === document.body
        );
      });
      const box = await screen.read(empty, ([area]) => area?.getBoundingClientRect().toJSON());
      const columns = await inkedColumns(await screen.picture(), box);
      const middle = box.left + box.width / 2;
      expect(columns.filter((x) => x > middle).length).toBeGreaterThan(40);
      expect(columns.filter((x) => x < middle)).toEqual([]);
      await ada.patch("/api/me", { preferences: defaultPreferences });
    },
  },
];

const markedTexts = [
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
function write([area]: HTMLElement[], text: string): void {
  if (!(area instanceof HTMLTextAreaElement)) return;
  area.focus();
  area.value = text;
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  area.setSelectionRange(0, 0);
}

const caret = ([area]: HTMLElement[]) => (area as HTMLTextAreaElement).selectionStart;

/** In the page: at which letters the lines of the layer behind the field begin. */
function layerStarts([area]: HTMLElement[]): number[] {
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

/** Where in this box something is drawn: columns with a pixel that is unlike the box's last. */
async function inkedColumns(png: Uint8Array, box: DOMRect): Promise<number[]> {
  // As plain RGBA, however it came.
  const { width, pixels } = await readPng(await new Bun.Image(png).png().bytes());
  const at = (x: number, y: number) => pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3);
  const [left, right] = [Math.ceil(box.left) + 4, Math.floor(box.right) - 4];
  const [top, bottom] = [Math.ceil(box.top) + 4, Math.floor(box.bottom) - 4];
  const ground = at(left, bottom);
  const isInked = (x: number) =>
    Array.from({ length: bottom - top }, (_, row) => at(x, top + row)).some((pixel) =>
      pixel.some((value, channel) => Math.abs(value - (ground[channel] ?? 0)) > 24),
    );
  return Array.from({ length: right - left }, (_, column) => left + column).filter(isInked);
}
