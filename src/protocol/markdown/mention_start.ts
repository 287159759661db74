// Whether an `@` begins a mention (SPEC M1): it depends on the text before it, after a script without spaces on the text after it.
import { characterBefore, isMark, isOfUnspacedScript, isOfWord } from "./characters.ts";

/** Characters that may belong to a name, from the `@` on, as many as possible. */
export const mention = /[@\uff20][\p{L}\p{N}][\p{L}\p{M}\p{N}._'-]*/uy;
const mailHost = /[a-z\d-]+(?:\.[a-z\d-]+)*/iy;

/** `at`: position of the `@`. */
export function opensMention(text: string, at: number): boolean {
  const before = characterBefore(text, at);
  if (!isOfWord(before)) return true;
  return isUnspacedBefore(text, at) && !isMailHost(text, at + 1);
}

/** Combining marks belong to the letter before them. */
function isUnspacedBefore(text: string, at: number): boolean {
  let before = characterBefore(text, at);
  while (isMark(before) && !isOfUnspacedScript(before)) {
    at -= before.length;
    before = characterBefore(text, at);
  }
  return isOfUnspacedScript(before);
}

/** `田中@mail.example` is a mail address. */
function isMailHost(text: string, start: number): boolean {
  mailHost.lastIndex = start;
  const labels = mailHost.exec(text)?.[0].split(".") ?? [];
  return labels.length > 1 && /^[a-z]{2,}$/i.test(labels.at(-1) ?? "");
}
