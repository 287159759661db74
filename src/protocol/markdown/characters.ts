// Kinds of characters, as far as marks ask for them. A character is a code point; "" stands for an edge of the text.

/** CommonMark's Unicode white space; the edges of a text count as such. */
export function isSpace(character: string): boolean {
  return character === "" || /^\s$/u.test(character);
}

/** CommonMark 0.31: punctuation and symbols, emoji among them. */
export function isPunctuation(character: string): boolean {
  return /^[\p{P}\p{S}]$/u.test(character);
}

const unspaced =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]$/u;

/** Of scripts that set no spaces between words, their punctuation too: CommonMark would leave `**「a」**です` as it is. */
export function isUnspaced(character: string): boolean {
  return unspaced.test(character);
}

const unspacedScript =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]$/u;

/** Of a script without spaces between words, or with endings right behind any word (K4, M1). */
export function isOfUnspacedScript(character: string): boolean {
  return unspacedScript.test(character);
}

export function isLetter(character: string): boolean {
  return /^\p{L}$/u.test(character);
}

/** What belongs to the letter before it: marks, and the parts of a decomposed syllable of Korean. */
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
