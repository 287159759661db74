// AA for every pair of colours in use, and AAA in high contrast, computed from tokens.css: OKLCH to sRGB, translucent over what is beneath.
import { describe, expect, test } from "bun:test";
import { join } from "node:path";

type Rgb = [number, number, number];

const css = await Bun.file(join(import.meta.dir, "../../web/ui/tokens.css")).text();

type Side = "light" | "dark";

/** The colours of a rule, as they are on one side of `light-dark()`. */
function tokensOf(selector: string, side: Side): Map<string, string> {
  const start = css.indexOf(`\n${selector} {`);
  if (start < 0) throw new Error(`No rule ${selector} in tokens.css.`);
  const rule = css.slice(start, css.indexOf("\n}", start));
  const tokens = new Map<string, string>();
  for (const [, name = "", value = ""] of rule.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)) {
    const both = /^light-dark\((oklch\([^)]+\)), (oklch\([^)]+\))\)$/.exec(value);
    tokens.set(name, both ? ((side === "light" ? both[1] : both[2]) ?? "") : value);
  }
  return tokens;
}

/** `least`: AA; AAA where more contrast is asked for. */
interface Theme {
  name: string;
  side: Side;
  tokens: Map<string, string>;
  least: number;
}

const themes: Theme[] = (["light", "dark"] as const).flatMap((side) => {
  const tokens = tokensOf('[data-contrast="system"]', side);
  const more = new Map([...tokens, ...tokensOf('[data-contrast="more"]', side)]);
  return [
    { name: side, side, tokens, least: 4.5 },
    { name: `${side}, high`, side, tokens: more, least: 7 },
  ];
});

/** Linear sRGB, clipped to the gamut, and alpha. */
function parse(color: string): { rgb: Rgb; alpha: number } {
  const match = /oklch\(([\d.]+)% ([\d.]+) ([\d.]+)(?: \/ ([\d.]+)%)?\)/.exec(color);
  if (!match) throw new Error(`Not an OKLCH colour: ${color}`);
  const [l, c, h, alpha] = [
    Number(match[1]) / 100,
    Number(match[2]),
    Number(match[3]),
    Number(match[4] ?? 100),
  ];
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const [x, y, z] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ];
  const rgb = [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ].map((value) => Math.min(1, Math.max(0, value)));
  return { rgb: [rgb[0] ?? 0, rgb[1] ?? 0, rgb[2] ?? 0], alpha: alpha / 100 };
}

const encode = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);
const decode = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** As a browser lays a translucent colour over another: in encoded sRGB. */
function over(top: { rgb: Rgb; alpha: number }, under: Rgb): Rgb {
  const mix = (at: 0 | 1 | 2) =>
    decode(encode(top.rgb[at]) * top.alpha + encode(under[at]) * (1 - top.alpha));
  return [mix(0), mix(1), mix(2)];
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function contrast(one: Rgb, other: Rgb): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

/** Ink on a stack of surfaces, the lowest first. */
const pairs: [ink: string, ...surfaces: string[]][] = [
  ["ink", "page"],
  ["ink", "side"],
  ["ink", "raised"],
  ["ink", "page", "hover"],
  ["ink", "side", "selected"],
  ["second", "page"],
  ["second", "page", "hover"],
  ["second", "side"],
  ["second", "side", "hover"],
  ["second", "side", "selected"],
  ["second", "raised"],
  ["third", "page"],
  ["third", "page", "hover"],
  ["third", "raised"],
  ["third", "side"],
  ["ink", "page", "selected"],
  ["accent", "page"],
  ["accent", "page", "hover"],
  ["accent", "side"],
  ["on-accent", "accent"],
  ["on-mention", "mention"],
  ["mention-text", "page"],
  ["mention-text", "page", "hover"],
  ["mention-text", "raised"],
  ["on-badge", "badge"],
  ["accent", "page", "named"],
  ["accent", "page", "hover", "named"],
  ["mention-text", "page", "named-mention"],
  ["mention-text", "page", "hover", "named-mention"],
  ["second", "page", "named"],
  ["second", "raised", "selected"],
  ["ink", "code"],
  ["third", "code"],
  ["mention-text", "code"],
  ["code-word", "code"],
  ["code-text", "code"],
  ["code-number", "code"],
  ["code-name", "code"],
  ["code-kind", "code"],
  ["ink", "page", "hover", "hover"],
  ["accent", "page", "hover", "hover"],
  ["second", "page", "hover", "hover"],
];

for (const { name, side, tokens, least } of themes) {
  describe(`[VISUAL] contrast, ${name}`, () => {
    const color = (token: string) => parse(tokens.get(token) ?? "");
    const flat = (surfaces: string[]) =>
      surfaces.reduce<Rgb>((under, token) => over(color(token), under), [1, 1, 1]);

    for (const [ink, ...surfaces] of pairs) {
      test(`${ink} on ${surfaces.join(" + ")} is at least ${least}`, () => {
        const background = flat(surfaces);
        expect(contrast(over(color(ink), background), background)).toBeGreaterThanOrEqual(least);
      });
    }

    test(`an initial on an avatar of any hue is at least ${least}`, () => {
      const [background, ink] = [tokens.get(`avatar-${side}`), tokens.get(`avatar-ink-${side}`)];
      const ratios = Array.from({ length: 360 }, (_, hue) =>
        contrast(parse(`oklch(${ink} ${hue})`).rgb, parse(`oklch(${background} ${hue})`).rgb),
      );
      expect(Math.min(...ratios)).toBeGreaterThanOrEqual(least);
    });

    test("presence is at least 3 against what it stands on", () => {
      for (const surface of ["page", "side", "raised"]) {
        for (const dot of ["online", "away", "third"]) {
          const ratio = contrast(color(dot).rgb, color(surface).rgb);
          expect({ dot, surface, isSeen: ratio >= 3 }).toEqual({ dot, surface, isSeen: true });
        }
      }
    });

    test("what shows the focus is at least 3 against the page", () => {
      for (const surface of ["page", "side", "raised"]) {
        expect(contrast(color("accent").rgb, color(surface).rgb)).toBeGreaterThanOrEqual(3);
      }
    });

    if (least === 7) {
      test("the edge of what can be pressed or typed in is at least 3 against what it stands on", () => {
        for (const surface of ["page", "side", "raised"]) {
          const background = flat([surface]);
          expect(contrast(over(color("edge"), background), background)).toBeGreaterThanOrEqual(3);
        }
      });
    }
  });
}

test("[VISUAL] high contrast has a colour of its own for every colour of the page", () => {
  const colors = (tokens: Map<string, string>) =>
    [...tokens].filter(([, value]) => value.startsWith("oklch(")).map(([name]) => name);
  expect(colors(tokensOf('[data-contrast="more"]', "light"))).toEqual(
    colors(tokensOf('[data-contrast="system"]', "light")),
  );
});

test("[VISUAL] black on white is 21, so that the formula is the right one", () => {
  expect(contrast([0, 0, 0], [1, 1, 1])).toBe(21);
  expect(contrast(parse("oklch(100% 0 0)").rgb, parse("oklch(0% 0 0)").rgb)).toBeCloseTo(21, 1);
});
