// SPEC L5: what a name looks like, as two keys. Two names of one look share at least one of them.
import homoglyphs from "unhomoglyph/data.json";

import { limits } from "../../protocol/limits.ts";

export interface Looks {
  foldedLook: string;
  typedLook: string;
}

export function looksOf(name: string): Looks {
  const composed = name.normalize("NFKC");
  // Both are needed: `Ilona` and `llona` are twins only as typed, `USER` and `uѕer` only once the case is folded.
  return { foldedLook: foldedLookOf(composed), typedLook: fold(skeleton(composed)) };
}

/** `composed` is a name after NFKC. */
export function foldedLookOf(composed: string): string {
  return fold(skeleton(fold(composed)));
}

/** Of a display name, compared with those of others and with usernames (L9). What nobody sees makes no difference. */
export function displayLooksOf(name: string): Looks {
  return looksOf(name.normalize("NFKC").replaceAll(unseen, "").replaceAll(/\s+/gu, " ").trim());
}

/** Two names of one look share at least one key. */
export const isSameLook = (one: Looks, other: Looks): boolean =>
  one.foldedLook === other.foldedLook || one.typedLook === other.typedLook;

const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** The key a person signs in by: any case, any normal form. Null for what cannot be anyone's name. */
export function lookToSignIn(typed: string): string | null {
  const name = typed.trim();
  if (name === "" || name.length > limits.typedNameLength) return null;
  // NFKC makes some signs 18 times longer: the bound is what a name of 32 of them has.
  const composed = name.normalize("NFKC");
  return composed.length > limits.composedNameLength ? null : foldedLookOf(composed);
}

// Upper first: only that way round do ß and SS, ς and σ meet.
function fold(text: string): string {
  return text.toUpperCase().toLowerCase();
}

// UTS 39, section 4. The table maps `m` to `rn` and `0` to `O`: it says what to compare, not what to forbid.
// Looked up sign by sign: as one regular expression of 6,311 branches, as the package does it, it is 15 to 80 times slower.
const twins = new Map<string, string>(Object.entries(homoglyphs));

function skeleton(text: string): string {
  let shown = "";
  for (const sign of text.normalize("NFD")) shown += twins.get(sign) ?? sign;
  return shown.normalize("NFD");
}
