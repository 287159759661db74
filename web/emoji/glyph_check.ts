// Which emoji this system can draw. What it lacks it draws as a box, or as its parts side by side.

interface GlyphPorts {
  /** How wide a text is drawn, in px. */
  width: (text: string) => number;
  /** The same for what looks the same. */
  pixels: (text: string) => string;
}

/** No font has it, and none ever will. */
const nothing = "\u{10ffff}";

/** Every font of emoji has these; a font of letters has some of them at most. */
const basics = ["😀", "🚀", "👍", "🎉", "🐶", "🍎"];

/** Each is measured once. Where there is no font of emoji none is left out: others see what is sent. */
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

/** What it falls into: people and things that are joined, the letters of a flag. */
function partsOf(emoji: string): string[] {
  return /^\p{Regional_Indicator}{2}$/u.test(emoji) ? Array.from(emoji) : emoji.split("\u{200d}");
}

const sizePx = 16;
let check: ((emoji: string) => boolean) | null = null;

/** In the font of the page. */
export function isDrawn(emoji: string): boolean {
  check ??= createGlyphCheck(canvasPorts());
  return check(emoji);
}

function canvasPorts(): GlyphPorts {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = sizePx * 2;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  // A browser that gives no canvas draws what it can.
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
