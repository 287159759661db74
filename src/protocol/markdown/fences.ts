// Fences that are not alone on their line (SPEC K6).

const fenceLine = /^(?:[>\s]|[-*][ \t]|\d{1,9}\.[ \t])*`{3,}[^`]*$/;

/** Closing fences after a line: those alone on a line (after quote signs, markers and spaces), and with them those at the end of a text. */
export function countLaterFences(body: string): (line: number) => { alone: number; all: number } {
  if (!body.includes("```")) return () => ({ alone: 0, all: 0 });
  let alone = 0;
  let all = 0;
  const upTo = body.split("\n").map((line) => {
    if (fenceLine.test(line)) alone += 1;
    if (fenceLine.test(line) || endsInFence(line)) all += 1;
    return { alone, all };
  });
  return (line) => {
    const passed = upTo[line] ?? { alone, all };
    return { alone: alone - passed.alone, all: all - passed.all };
  };
}

const lastFence = /(?<!`)`{3,}[ \t]*[^\s`]*[ \t]*$/;

/** `` ```a``` `` is inline code. */
function endsInFence(line: string): boolean {
  return lastFence.test(line) && line.match(/`{3,}/g)?.length === 1;
}

const lastTicks = /(?<!`)(`+)[ \t]*$/;

/** Position of backticks at the end of a line that may close code: exactly that many, and no other candidates. */
export function findLastTicks(line: string, length: number): number | null {
  const found = lastTicks.exec(line);
  if (found?.[1]?.length !== length) return null;
  const runs = line.match(/`+/g) ?? [];
  return runs.filter((run) => run.length >= length).length === 1 ? found.index : null;
}

const lateFence = /(\S)[ \t]+(`{3,8})(?!`)[ \t]*([^\s`]*)[ \t]*$/;

export interface LateFence {
  /** Start and end, in the line, of the text before it. */
  textEnd: number;
  start: number;
  length: number;
  info: string;
}

/** `text ```js`: opens code after a text, if something closes it. */
export function readLateFence(line: string): LateFence | null {
  const found = line.includes("```") ? lateFence.exec(line) : null;
  if (!found) return null;
  const [all, , ticks = "", info = ""] = found;
  const start = found.index + all.indexOf(ticks, 1);
  return { textEnd: found.index + 1, start, length: ticks.length, info };
}

/** Number of backticks of the inline code that is open after this text; 0: none. `open`: the number before it. */
export function openTicks(text: string, open: number): number {
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    if (open === 0) open = run.length - (text.charAt(index - 1) === "\\" ? 1 : 0);
    else if (run.length === open) open = 0;
  }
  return open;
}
