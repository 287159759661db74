// Cuts the text of a paragraph into tokens, and matches marks on the way.
import { isVisible } from "../text.ts";

import { readAngledAddress } from "./addresses.ts";
import { readBackslashes, shownOfEscape } from "./backslashes.ts";
import { readBareAddress } from "./bare_address.ts";
import { codeText, findTickRuns } from "./code_spans.ts";
import { createDestinations } from "./destinations.ts";
import { isHonestText } from "./link_text.ts";
import { matchRuns } from "./match_runs.ts";
import { mention, opensMention } from "./mention_start.ts";
import { readRun } from "./read_run.ts";
import { settleEscapes, type Lifted } from "./settle_escapes.ts";
import type { Opener, Run, Token } from "./tokens.ts";
import type { Work } from "./tree.ts";

export function scanInline(text: string, work: Work): Token[] {
  const tokens = scan(text, work, null);
  settleEscapes(text, tokens, { work, scan });
  return tokens;
}

/** `lifted`: the text without its backslashes, to find what would be markup (K7). */
function scan(text: string, work: Work, lifted: Lifted | null): Token[] {
  const tokens: Token[] = [];
  /** Escapes not settled yet. */
  const runs: Run[] = [];
  const brackets: { opener: Opener; token: number; run: number }[] = [];
  const tickRuns = findTickRuns(text);
  const { readDestination } = createDestinations(text, work);
  const answered = new Set<number>();
  let openUnderscores = 0;
  let lineStart = 0;
  let noAddressBefore = 0;
  let textStart = 0;
  let at = 0;

  function pushText(end: number): void {
    if (textStart < end) tokens.push({ kind: "text", start: textStart, end });
    textStart = end;
  }

  function push(token: Token): void {
    pushText(at);
    tokens.push(token);
    at = textStart = token.end;
  }

  function endOfSame(): number {
    const character = text.charAt(at);
    let end = at + 1;
    while (text.charAt(end) === character) end += 1;
    work.steps += end - at;
    return end;
  }

  function takeBreak(): void {
    push({ kind: "break", start: at, end: at + 1 });
    lineStart = at;
  }

  function takeBackslashes(): void {
    const { escape, end } = readBackslashes(text, { at, lineStart });
    work.steps += end - at;
    if (escape && !lifted) push(escape);
    else at = end;
  }

  function takeRun(): void {
    const end = endOfSame();
    const run = readRun(text, { start: at, end });
    if (!run) {
      at = end;
      return;
    }
    if (run.character === "_" && run.canOpen !== run.canClose) {
      openUnderscores = Math.max(0, openUnderscores + (run.canOpen ? 1 : -1));
    }
    runs.push(run);
    push(run);
  }

  function takeTicks(): void {
    const after = endOfSame();
    const length = after - at;
    const close = tickRuns.next({ length, after });
    if (close === null || answered.has(at)) at = after;
    else if (lifted?.signs.has(at)) {
      // Characters between them may be escaped, too.
      lifted.take(at, after);
      lifted.take(close, close + length);
      answered.add(close);
      at = after;
    } else push({ kind: "code", start: at, end: close + length, text: codeText(text.slice(after, close)) });
  }

  function takeOpener(): void {
    const opener: Opener = { kind: "opener", start: at, end: at + 1, href: null, isText: true };
    push(opener);
    brackets.push({ opener, token: tokens.length, run: runs.length });
  }

  function takeCloser(): void {
    const bracket = brackets.pop();
    const isCalled = bracket && text.charAt(at + 1) === "(";
    const found = isCalled ? readDestination(at + 2) : null;
    if (!bracket || !found) {
      at += 1;
      return;
    }
    // No links inside links; a link around this one may not hold what this one may not.
    brackets.length = 0;
    pushText(at);
    if (!isHonest(bracket.token, found.href) || !isVisible(text.slice(bracket.opener.end, at))) {
      at += 1;
      return;
    }
    matchRuns(runs, { from: bracket.run, work });
    // Without its backslash a bracket could end the text early.
    for (const token of tokens.slice(bracket.token)) {
      if (token.kind === "escape" && "[]".includes(text.charAt(token.sign))) token.isTaken = true;
    }
    bracket.opener.href = found.href;
    push({ kind: "closer", start: at, end: found.end, opener: bracket.opener });
  }

  /** It is not known yet which marks will be shown: neither with all of them nor with none, and the same for backslashes,
   * may the text name another host. */
  function isHonest(from: number, href: string): boolean {
    const inside = tokens.slice(from);
    const texts = new Set<string>();
    for (const isTaken of [true, false]) {
      const shown = inside.map((token) => shownOf(token, isTaken));
      texts.add(shown.join("")).add(shown.filter((_, index) => inside[index]?.kind !== "run").join(""));
    }
    for (const shown of texts) work.steps += shown.length;
    return [...texts].every((shown) => isHonestText(shown, href));
  }

  function shownOf(token: Token, isTaken: boolean): string {
    if (token.kind === "escape") {
      const spans = shownOfEscape({ ...token, isTaken: isTaken || token.isTaken });
      return spans.map(({ start, end }) => text.slice(start, end)).join("");
    }
    if (token.kind === "code") return token.text;
    if (token.kind === "address") return token.shown.text;
    return text.slice(token.start, token.end);
  }

  function takeAngle(): void {
    const found = readAngledAddress(text, { start: at, work });
    if (found) pushAddress({ ...found, margin: 1 });
    else at += 1;
  }

  /** `margin`: length of the brackets around it, which are not shown. */
  function pushAddress({ href, end, margin }: { href: string; end: number; margin: 0 | 1 }): void {
    const span = { start: at + margin, end: end - margin };
    const shown = { ...span, text: text.slice(span.start, span.end) };
    push({ kind: "address", start: at, end, href, shown });
  }

  function takeMention(): void {
    mention.lastIndex = at;
    if (!mention.test(text) || !opensMention(text, at)) {
      at += 1;
      return;
    }
    let end = mention.lastIndex;
    work.steps += end - at;
    // `_@ada_` is italic.
    if (openUnderscores > 0) while (text.charAt(end - 1) === "_") end -= 1;
    push({ kind: "mention", start: at, end, sign: text.charAt(at), name: text.slice(at + 1, end) });
  }

  function takeAddress(): void {
    const before = text.charAt(at - 1);
    const isAfterMark = before === "_" && openUnderscores > 0 && textStart === at;
    const canBegin = at >= noAddressBefore && (isAfterMark || !/[a-z0-9_]/i.test(before));
    const isInUnderscores = openUnderscores > 0;
    const found = canBegin ? readBareAddress(text, { at, isInUnderscores, work }) : null;
    if (found && found.end > at) {
      pushAddress({ href: text.slice(at, found.end), end: found.end, margin: 0 });
      return;
    }
    if (found) noAddressBefore = found.next;
    at += 1;
  }

  const takers: Record<string, () => void> = {
    "\n": takeBreak,
    "\\": takeBackslashes,
    "*": takeRun,
    _: takeRun,
    "~": takeRun,
    "`": takeTicks,
    "[": takeOpener,
    "]": takeCloser,
    "<": takeAngle,
    "@": takeMention,
    "\uff20": takeMention,
    h: takeAddress,
    H: takeAddress,
    m: takeAddress,
    M: takeAddress,
  };
  while (at < text.length) {
    work.steps += 1;
    const take = takers[text.charAt(at)];
    if (take) take();
    else at += 1;
  }
  pushText(at);
  matchRuns(runs, { from: 0, work });
  return tokens;
}
