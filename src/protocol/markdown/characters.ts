// Classes of characters for marks. A character is a code point; "" is an edge of the text.

/** CommonMark's Unicode white space; edges of the text count as white space. */
export function isSpace(character: string): boolean {
  return character === "" || /^\s$/u.test(character);
}

/** Punctuation and symbols as in CommonMark 0.31, including emoji. */
export function isPunctuation(character: string): boolean {
  return /^[\p{P}\p{S}]$/u.test(character);
}

const unspaced =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]$/u;

/** Scripts without spaces between words, and their punctuation: CommonMark would leave `**「a」**です` as it is. */
export function isUnspaced(character: string): boolean {
  return unspaced.test(character);
}

const unspacedScript =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]$/u;

/** Scripts without spaces between words, or with suffixes directly after any word (K4, M1). */
export function isOfUnspacedScript(character: string): boolean {
  return unspacedScript.test(character);
}

export function isLetter(character: string): boolean {
  return /^\p{L}$/u.test(character);
}

/** Belongs to the letter before it: combining marks, and the parts of a decomposed Korean syllable. */
export function isMark(character: string): boolean {
  return /^[\p{M}\u1160-\u11ff\ud7b0-\ud7ff]$/u.test(character);
}

/** A letter, digit or mark of any script (M1). */
export function isOfWord(character: string): boolean {
  return /^[\p{L}\p{N}\p{M}]$/u.test(character);
}

/** Or `_`. */
export function isOfName(character: string): boolean {
  return character === "_" || isOfWord(character);
}

export function characterAt(text: string, index: number): string {
  const point = text.codePointAt(index);
  return point === undefined ? "" : String.fromCodePoint(point);
}

export function characterBefore(text: string, index: number): string {
  if (index === 0) return "";
  const last = text.charCodeAt(index - 1);
  const isLow = last >= 0xdc00 && last <= 0xdfff && index > 1;
  const point = isLow ? (text.codePointAt(index - 2) ?? last) : last;
  return point > 0xffff ? String.fromCodePoint(point) : String.fromCharCode(last);
}
