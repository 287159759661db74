// Fences that do not stand alone on their line, as people type them (SPEC K6).

const fenceLine = /^(?:[>\s]|[-*][ \t]|\d{1,9}\.[ \t])*`{3,}[^`]*$/;

/** Fences behind a line: those that stand alone, behind quote signs, markers and spaces; and with them those at the end of a text. */
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

/** `` ```a``` `` is code inside the line. */
function endsInFence(line: string): boolean {
  return lastFence.test(line) && line.match(/`{3,}/g)?.length === 1;
}

const lastTicks = /(?<!`)(`+)[ \t]*$/;

/** Where in a line the backticks stand that end it and may end code: exactly so many, and no others that could. */
export function findLastTicks(line: string, length: number): number | null {
  const found = lastTicks.exec(line);
  if (found?.[1]?.length !== length) return null;
  const runs = line.match(/`+/g) ?? [];
  return runs.filter((run) => run.length >= length).length === 1 ? found.index : null;
}

const lateFence = /(\S)[ \t]+(`{3,8})(?!`)[ \t]*([^\s`]*)[ \t]*$/;

export interface LateFence {
  /** Where the text before it ends and where it begins, in the line. */
  textEnd: number;
  start: number;
  length: number;
  info: string;
}

/** `text ```js`: what begins code behind a text, if something ends it. */
export function readLateFence(line: string): LateFence | null {
  const found = line.includes("```") ? lateFence.exec(line) : null;
  if (!found) return null;
  const [all, , ticks = "", info = ""] = found;
  const start = found.index + all.indexOf(ticks, 1);
  return { textEnd: found.index + 1, start, length: ticks.length, info };
}

/** How many backticks the code inside a line has that is open behind this text; 0: none. `open`: before it. */
export function openTicks(text: string, open: number): number {
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    if (open === 0) open = run.length - (text.charAt(index - 1) === "\\" ? 1 : 0);
    else if (run.length === open) open = 0;
  }
  return open;
}
