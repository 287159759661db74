// What is drawn on a screen, by its pixels.
import { readPng } from "../../src/platform/crop_png.ts";

type Box = Pick<DOMRect, "left" | "right" | "top" | "bottom">;
export type Colour = readonly number[];

/** Less than that is the soft edge of a letter. */
const softPx = 24;

export async function readPicture(png: Uint8Array) {
  // As plain RGBA, however it came.
  const { width, pixels } = await readPng(await new Bun.Image(png).png().bytes());
  const at = (x: number, y: number): Colour => [
    ...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
  ];

  function columns({ left, right, top, bottom }: Box): { x: number; colours: Colour[] }[] {
    const [first, last] = [Math.ceil(left), Math.floor(right)];
    const [start, end] = [Math.ceil(top), Math.floor(bottom)];
    return Array.from({ length: last - first }, (_, column) => ({
      x: first + column,
      colours: Array.from({ length: end - start }, (_row, row) => at(first + column, start + row)),
    }));
  }

  /** What is behind all: the box's upper left. */
  const backgroundOf = ({ left, top }: Box) => at(Math.ceil(left), Math.ceil(top));

  return {
    /** Where in this box something is drawn. */
    inkedColumns(box: Box): number[] {
      const background = backgroundOf(box);
      return columns(box)
        .filter(({ colours }) => colours.some((colour) => distance(colour, background) > softPx))
        .map(({ x }) => x);
    },
    /** The colour that is farthest from the ground: that of the letters. */
    inkOf(box: Box): Colour {
      const background = backgroundOf(box);
      const all = columns(box).flatMap(({ colours }) => colours);
      return all.reduce(
        (best, one) => (distance(one, background) > distance(best, background) ? one : best),
        background,
      );
    },
  };
}

export const distance = (one: Colour, other: Colour) =>
  Math.max(...one.map((value, channel) => Math.abs(value - (other[channel] ?? 0))));
