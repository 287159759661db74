// Rules for text from outside (SPEC X1, X2, L5, L6). No schema library here: the page uses these functions too.

/** X1: stored text must be well-formed and free of U+0000; one lone surrogate in the database aborts libSQL at every read. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/** Of JSON: whether all strings in it can be stored, as far as that is seen without parsing. */
export function holdsOnlyStorableText(json: string): boolean {
  return json.isWellFormed() && !json.includes("\\u");
}

/** X1: the only change a body ever sees. */
export function normaliseBody(body: string): string {
  return body.includes("\r") ? body.replaceAll(/\r\n?/g, "\n") : body;
}

// White space, controls, everything Unicode calls default-ignorable (zero width, fillers, selectors), and the blank Braille cell.
const invisible = /[\s\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** X2: whether a reader would see anything at all. */
export function isVisible(text: string): boolean {
  // Nearly every message shows a letter, digit or mark of punctuation at once; the full scan is for the rest.
  if (/[!-~]/.test(text)) return true;
  return text.replaceAll(invisible, "") !== "";
}

const bidiControl = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const lineBreakOrControl = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** L6: a name or topic is one visible line that cannot turn the text around it. Expects it trimmed. */
export function isPlainLine(text: string): boolean {
  return isStorableText(text) && !bidiControl.test(text) && !lineBreakOrControl.test(text) && isVisible(text);
}

const username = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._'-]*[\p{L}\p{M}\p{N}])?$/u;

/** L5 for new names, but for the length and the rules about confusable names. */
export function isUsername(name: string): boolean {
  return isStorableText(name) && username.test(name) && !/\p{Default_Ignorable_Code_Point}/u.test(name);
}

/** L7 counts code points: an emoji is one, for any UTF-16 length. */
export function countPoints(text: string): number {
  let points = 0;
  for (const _ of text) points += 1;
  return points;
}
