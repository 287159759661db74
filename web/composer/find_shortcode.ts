// Finding the emoji that is being typed as `:tada`.
import { parseBody } from "../../src/protocol/markdown/parse_body.ts";
import type { Block, Inline } from "../../src/protocol/markdown/tree.ts";

export interface ShortcodeQuery {
  /** Where the colon stands. */
  start: number;
  /** What is typed behind it, in lower case. */
  text: string;
  /** The caret stands behind a second colon. */
  isClosed: boolean;
}

// No letter, digit or colon before it: times, ratios, addresses and `a::b` are text.
const beforeCaret = /(?<![\p{L}\p{N}_:]\p{M}*):([a-z0-9_+-]{2,48})(:?)$/iu;
const address = /:\/\/\S*$/u;
// While it is open, "at :30" and ":-)" ask for nothing.
const mayBeCode = /[a-z]|^[+-]1$/;

/** The shortcode that is being typed at the caret (E4), or null. */
export function shortcodeAt(text: string, caret: number): ShortcodeQuery | null {
  const before = text.slice(0, caret);
  const match = beforeCaret.exec(before);
  const [, typed = "", end = ""] = match ?? [];
  if (!match || address.test(before)) return null;
  const query = { start: match.index, text: typed.toLowerCase(), isClosed: end !== "" };
  if (!query.isClosed && !mayBeCode.test(query.text)) return null;
  return isInCode(text, query.start) ? null : query;
}

/** In what is code as it stands, or will be once the line's backticks are answered. */
export function isInCode(text: string, at: number): boolean {
  return hasOpenTicks(text.slice(text.lastIndexOf("\n", at) + 1, at)) || parseBody(text).some(isCodeAt);

  function isCodeAt(node: Block | Inline): boolean {
    if (at < node.start || at >= node.end) return false;
    if (node.kind === "code" || node.kind === "code_block") return true;
    if (node.kind === "list") return node.items.some((item) => item.children.some(isCodeAt));
    return "children" in node && node.children.some(isCodeAt);
  }
}

function hasOpenTicks(line: string): boolean {
  const runs = Array.from(line.matchAll(/(?<!\\)`+/g), ([run]) => run.length);
  for (let at = 0; at < runs.length; at += 1) {
    const answer = runs.findIndex((length, other) => other > at && length === runs[at]);
    if (answer === -1) return true;
    at = answer;
  }
  return false;
}
