// Where a host ends if text follows without a space (SPEC K4): `https://a.example입니다`.
import { isLetter, isOfUnspacedScript } from "./characters.ts";
import { isTopLevel } from "./top_level.ts";
import type { Work } from "./tree.ts";

const emoji = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}]$/u;
const address6 = /\[[\da-f:.]+\]/iy;
const labels =
  /[\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}\p{Join_Control}_-]+(?:\.[\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}\p{Join_Control}_-]+)*/uy;

export function hostEnd(text: string, { start, work }: { start: number; work: Work }): number {
  address6.lastIndex = start;
  if (address6.test(text)) return address6.lastIndex;
  labels.lastIndex = start;
  const host = labels.exec(text)?.[0] ?? "";
  work.steps += host.length;
  return start + (/^[\0-\x7f]*$/.test(host) ? host.length : lengthOfHost(host.split(".")));
}

/** A label may mix scripts if a top-level domain follows: `https://sony日本.jp`, `https://i❤.ws`. */
function lengthOfHost(all: string[]): number {
  const scriptChanges = all.map(scriptChangeIn);
  const lastTop = all.findLastIndex(
    (label, index) => index > 0 && isTop(label.slice(0, scriptChanges[index])),
  );
  let length = 0;
  /** The end with this last label, which begins at `from`. */
  const endingWith = (label: string, index: number, from: number): number => {
    if (index <= 0) return from + label.length;
    // The sentence continues after a full stop: `https://a.com.を`.
    return beginsSentence(label) && lastTop === index - 1 ? from - 1 : from + topLength(label);
  };
  for (const [index, label] of all.entries()) {
    const scriptChange = scriptChanges[index] ?? label.length;
    if (
      scriptChange < label.length &&
      (index >= lastTop || (index > 0 && isTop(label.slice(0, scriptChange))))
    ) {
      if (scriptChange > 0) return endingWith(label.slice(0, scriptChange), index, length);
      // No host ends in an emoji.
      const before = all[index - 1];
      return before === undefined ? 0 : endingWith(before, index - 1, length - before.length - 1);
    }
    if (index === all.length - 1) return endingWith(label, index, length);
    length += label.length + 1;
  }
  return length - 1;
}

/** Position where a label changes script in a way no word does. */
function scriptChangeIn(label: string): number {
  let previous = "";
  let at = 0;
  for (const character of label) {
    if (emoji.test(character) || isForeign(character, previous)) return at;
    if (!/^[\p{M}\p{Join_Control}]$/u.test(character)) previous = character;
    at += character.length;
  }
  return at;
}

function isForeign(character: string, previous: string): boolean {
  if (/^[a-z\d]$/i.test(previous)) return /^[^\p{Script=Latin}\p{M}\p{Join_Control}\d_-]$/u.test(character);
  return isLetter(previous) && isOfUnspacedScript(character) && !isOfUnspacedScript(previous);
}

/** `中国请看` begins with a top-level domain. */
function topLength(label: string): number {
  if (isTop(label)) return label.length;
  return (
    [3, 2].find(
      (length) => length < label.length && /^[^\0-\x7f]/.test(label) && isTop(label.slice(0, length)),
    ) ?? label.length
  );
}

function beginsSentence(label: string): boolean {
  const [first = ""] = label;
  return isOfUnspacedScript(first) && topLength(label) === label.length && !isTop(label);
}

function isTop(label: string): boolean {
  return isTopLevel(label.toLowerCase());
}
