import { currentLocale } from "../i18n/locale.ts";

/** The same in every language; making one takes longer than using it for every face of a page. */
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The first letter of a name as its reader sees it. */
export function initialOf(name: string): string {
  const [first] = graphemes.segment(name);
  return (first?.segment ?? "?").toLocaleUpperCase(currentLocale());
}

/** A hue that stays with a person: neighbours in id lie far apart on the wheel. */
export function hueOf(userId: number): number {
  return Math.round((userId * 137.508 + 158) % 360);
}
