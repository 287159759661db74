// Which emoji this system can draw. It draws a missing one as a box, or as its parts side by side.

interface GlyphPorts {
  /** Width of the drawn text, in px. */
  width: (text: string) => number;
  /** Equal for texts that look the same. */
  pixels: (text: string) => string;
}

/** No font has this one, now or ever. */
const nothing = "\u{10ffff}";

/** Every emoji font has these; a text font has few of them. */
const basics = ["😀", "🚀", "👍", "🎉", "🐶", "🍎"];

/** Measures each emoji once. Without an emoji font all are offered: others can see them. */
export function createGlyphCheck({ width, pixels }: GlyphPorts): (emoji: string) => boolean {
  const known = new Map<string, boolean>();
  const boxWidth = width(nothing);
  const box = pixels(nothing);

  function isDrawn(emoji: string): boolean {
    const whole = width(emoji);
    const parts = partsOf(emoji);
    const apart = parts.reduce((sum, part) => sum + width(part), 0);
    if (parts.length > 1 && Math.abs(whole - apart) < 1) return false;
    return whole !== boxWidth || pixels(emoji) !== box;
  }

  const hasEmoji = basics.every(isDrawn);
  return (emoji) => {
    if (!hasEmoji) return true;
    const before = known.get(emoji);
    if (before !== undefined) return before;
    const is = isDrawn(emoji);
    known.set(emoji, is);
    return is;
  };
}

/** The parts of a joined sequence, or the letters of a flag. */
function partsOf(emoji: string): string[] {
  return /^\p{Regional_Indicator}{2}$/u.test(emoji) ? Array.from(emoji) : emoji.split("\u{200d}");
}

const sizePx = 16;
let check: ((emoji: string) => boolean) | null = null;

/** In the page's font. */
export function isDrawn(emoji: string): boolean {
  check ??= createGlyphCheck(canvasPorts());
  return check(emoji);
}

function canvasPorts(): GlyphPorts {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = sizePx * 2;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  // Without a canvas every emoji counts as drawable.
  if (!context) return { width: () => 0, pixels: () => "" };
  context.font = `${sizePx}px ${getComputedStyle(document.body).fontFamily}`;
  context.textBaseline = "top";
  return {
    width: (text) => context.measureText(text).width,
    pixels(text) {
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.fillText(text, 0, 4);
      return context.getImageData(0, 0, canvas.width, canvas.height).data.join();
    },
  };
}
