// Which backslashes are escapes (SPEC K7): those before a character that would be markup in the same text without backslashes.
import type { Escape, Run, Token } from "./tokens.ts";
import type { Work } from "./tree.ts";

/** For a text without its backslashes: the escapes, by the position of their character. */
export interface Lifted {
  signs: ReadonlyMap<number, Escape>;
  /** The character there is markup. */
  take: (start: number, end: number) => void;
}

interface Settle {
  work: Work;
  scan: (text: string, work: Work, lifted: Lifted) => Token[];
}

export function settleEscapes(text: string, tokens: readonly Token[], { work, scan }: Settle): void {
  const escapes = tokens.filter((token) => token.kind === "escape");
  if (!escapes.some(({ isTaken }) => !isTaken)) return;
  let plain = "";
  let done = 0;
  const signs = new Map<number, Escape>();
  for (const escape of escapes) {
    plain += text.slice(done, escape.start);
    signs.set(plain.length, escape);
    done = escape.sign;
  }
  plain += text.slice(done);
  function take(start: number, end: number): void {
    work.steps += end - start;
    for (let at = start; at < end; at += 1) {
      const escape = signs.get(at);
      if (escape) escape.isTaken = true;
    }
  }
  for (const token of scan(plain, work, { signs, take })) takeSigns(token, take, plain);
  takeBeside(text, tokens);
}

function takeSigns(token: Token, take: Lifted["take"], text: string): void {
  const { start, end } = token;
  if (token.kind === "run") {
    take(start, start + sizeOf(token.closes));
    take(end - sizeOf(token.opens), end);
  } else if (token.kind === "code") {
    let length = 0;
    while (text.charAt(start + length) === "`") length += 1;
    take(start, start + length);
    take(end - length, end);
  } else if (
    token.kind === "closer" ||
    token.kind === "mention" ||
    (token.kind === "opener" && token.href !== null)
  ) {
    take(start, start + 1);
  } else if (token.kind === "address" && token.shown.start > start) {
    take(start, start + 1);
    take(end - 1, end);
  }
}

function sizeOf(matches: Run["closes"]): number {
  return matches.reduce((sum, { size }) => sum + size, 0);
}

function meansBy(token: Token, sign: string): boolean {
  if (token.kind === "code") return sign === "`";
  return token.kind === "run" && token.character === sign && token.opens.length + token.closes.length > 0;
}

/** `*a\**`: without the backslash its `*` would join the run beside it, which is markup. */
function takeBeside(text: string, tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "escape" || token.isTaken) continue;
    for (const beside of [tokens[index - 1], tokens[index + 1]]) {
      if (beside && meansBy(beside, text.charAt(token.sign))) token.isTaken = true;
    }
  }
}
