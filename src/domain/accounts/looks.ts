// SPEC L5: what a name looks like, as two keys. Two names of one look share at least one of them.
import unhomoglyph from "unhomoglyph";

/** Nobody has a name this long, in any normal form: not worth a look (NFD spells one letter with up to four units). */
const longestTyped = 128;

export interface Looks {
  foldedLook: string;
  typedLook: string;
}

export function looksOf(name: string): Looks {
  const composed = name.normalize("NFKC");
  // Both are needed: `Ilona` and `llona` are twins only as typed, `USER` and `uѕer` only once the case is folded.
  return { foldedLook: fold(skeleton(fold(composed))), typedLook: fold(skeleton(composed)) };
}

/** The key a person signs in by: any case, any normal form. Null for what cannot be anyone's name. */
export function lookToSignIn(typed: string): string | null {
  const name = typed.trim();
  return name === "" || name.length > longestTyped ? null : looksOf(name).foldedLook;
}

// Upper first: only that way round do ß and SS, ς and σ meet.
function fold(text: string): string {
  return text.toUpperCase().toLowerCase();
}

// UTS 39, section 4. The table maps `m` to `rn` and `0` to `O`: it says what to compare, not what to forbid.
function skeleton(text: string): string {
  return unhomoglyph(text.normalize("NFD")).normalize("NFD");
}
