// M1: which texts of a body may name someone. Whom they name is for those who know the members.
import { limits } from "./limits.ts";
import { characterAt, isMark, isOfUnspacedScript } from "./markdown/characters.ts";
import type { Block, Inline } from "./markdown/tree.ts";
import { parseBody } from "./markdown/parse_body.ts";
import type { Broadcast } from "./shapes.ts";

/** Enough for each end of a name in a text without spaces. */
const maxNames = limits.usernameLength;

const signs = new Set([".", "_", "'", "-"]);

/** The text behind each `@`, outside code and quotes, as long as it can be a name, in the order of the body. */
export function findMentions(body: string): string[] {
  return /[@\uff20]/.test(body) ? parseBody(body).flatMap(inBlock) : [];
}

function inBlock(block: Block): string[] {
  if (block.kind === "paragraph") return block.children.flatMap(inInline);
  if (block.kind === "list") return block.items.flatMap((item) => item.children.flatMap(inBlock));
  return [];
}

function inInline(node: Inline): string[] {
  if (node.kind === "mention") return [node.name];
  return "children" in node ? node.children.flatMap(inInline) : [];
}

/**
 * The names that this may be, those that count first in front: it ends where no letter, digit, mark or `_` follows, and `_` at
 * the end may be left out too. `bob's` may be Bob, `bob_smith` may not. In scripts without spaces it ends between letters too:
 * `bob看一下` may be Bob. The longest first; of those that differ only in what a sentence puts behind a name the shortest, so
 * that nobody takes `@bob.` from Bob by a name that ends so.
 */
export function namesIn(written: string): string[] {
  const alike = new Map<string, string[]>();
  for (const end of endsOfNames(written)) {
    const name = written.slice(0, end);
    const plain = plainName(name);
    alike.set(plain, [...(alike.get(plain) ?? []), name]);
  }
  return [...alike.values()].reverse().flat().slice(0, maxNames);
}

function endsOfNames(written: string): number[] {
  const ends: number[] = [];
  let end = 0;
  /** Without marks, in characters and in units. */
  let count = 0;
  let units = 0;
  let letter = "";
  for (const character of written) {
    end += character.length;
    if (end > limits.typedNameLength) break;
    if (!isMark(character)) {
      letter = character;
      count += 1;
      units += character.length;
    }
    const next = characterAt(written, end);
    const isShort = units <= limits.usernameLength;
    if (endsBefore(written, end) || (isShort && endsBetween(letter, next, count))) ends.push(end);
  }
  return ends;
}

/** At the end, and before a sign; before `_` only if it may be left out. */
function endsBefore(written: string, end: number): boolean {
  const next = written.charAt(end);
  if (!signs.has(next)) return next === "";
  if (next !== "_") return true;
  let behind = end;
  while (signs.has(written.charAt(behind))) behind += 1;
  const after = characterAt(written, behind);
  return after === "" || isOfUnspacedScript(after);
}

/** Where both are of scripts without spaces, a name of one letter would be in every other word. */
function endsBetween(letter: string, next: string, count: number): boolean {
  if (isMark(next)) return false;
  const isUnspaced = isOfUnspacedScript(letter);
  return isOfUnspacedScript(next) ? !isUnspaced || count > 1 : isUnspaced;
}

/** Whether it calls all or those who are here (M2), and how much of it does. */
export function broadcastIn(written: string): { to: Broadcast["to"]; length: number } | null {
  for (const to of ["everyone", "here"] as const) {
    if (written.slice(0, to.length).toLowerCase() !== to) continue;
    const after = characterAt(written.slice(to.length).replace(/^[._'-]+/, ""), 0);
    if (after === "" || isOfUnspacedScript(after)) return { to, length: to.length };
  }
  return null;
}

const clitic = /'(?:s|d|m|ll|re|ve)$/i;

/** Whether a sentence may have put its end there: a sign, or English `'s` and the like. */
export function endsLikeSentence(name: string): boolean {
  return name !== plainName(name);
}

function plainName(name: string): string {
  const plain = bareName(name).replace(clitic, "");
  return plain === name ? name : plainName(plain);
}

/** Without the signs at its end. */
function bareName(written: string): string {
  let end = written.length;
  while (end > 0 && signs.has(written.charAt(end - 1))) end -= 1;
  return written.slice(0, end);
}
