import { currentLocale } from "../words/language.ts";

/** The first letter of a name as its reader sees it. */
export function initialOf(name: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name);
  return (first?.segment ?? "?").toLocaleUpperCase(currentLocale());
}

/** A hue that stays with a person: neighbours in id lie far apart on the wheel. */
export function hueOf(userId: number): number {
  return Math.round((userId * 137.508 + 158) % 360);
}
