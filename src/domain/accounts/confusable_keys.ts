// SPEC L5: the confusable keys of a name (UTS 39 skeletons, case folded). Two names are confusable when they share a key.
import homoglyphs from "unhomoglyph/data.json";

import { limits } from "../../protocol/limits.ts";

export interface ConfusableKeys {
  foldedKey: string;
  typedKey: string;
}

export function confusableKeysOf(name: string): ConfusableKeys {
  const composed = name.normalize("NFKC");
  // Both are needed: `Ilona` and `llona` are twins only as typed, `USER` and `uѕer` only once the case is folded.
  return { foldedKey: foldedKeyOf(composed), typedKey: fold(skeleton(composed)) };
}

/** `composed` is a name after NFKC. */
export function foldedKeyOf(composed: string): string {
  return fold(skeleton(fold(composed)));
}

/** Of a display name, compared with those of others and with usernames (L9). Invisible characters make no difference. */
export function displayKeysOf(name: string): ConfusableKeys {
  return confusableKeysOf(name.normalize("NFKC").replaceAll(unseen, "").replaceAll(/\s+/gu, " ").trim());
}

/** Whether two names share a key. */
export const isConfusable = (one: ConfusableKeys, other: ConfusableKeys): boolean =>
  one.foldedKey === other.foldedKey || one.typedKey === other.typedKey;

const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** The key a person signs in by: any case, any normal form. Null for a text that can be nobody's name. */
export function signInKeyOf(typed: string): string | null {
  const name = typed.trim();
  if (name === "" || name.length > limits.typedNameLength) return null;
  // NFKC makes some signs 18 times longer: the bound is what a name of 32 of them has.
  const composed = name.normalize("NFKC");
  return composed.length > limits.composedNameLength ? null : foldedKeyOf(composed);
}

// Upper case first: only in this order ß equals SS, and ς equals σ.
function fold(text: string): string {
  return text.toUpperCase().toLowerCase();
}

// UTS 39, section 4. The table maps `m` to `rn` and `0` to `O`: it says what to compare, not what to forbid.
// Read character by character: as one regular expression of 6,311 branches, as the package does it, it is 15 to 80 times slower.
const twins = new Map<string, string>(Object.entries(homoglyphs));

function skeleton(text: string): string {
  let shown = "";
  for (const sign of text.normalize("NFD")) shown += twins.get(sign) ?? sign;
  return shown.normalize("NFD");
}
