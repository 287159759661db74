// Matches runs of `*`, `_` and `~~` by CommonMark's rules for delimiter runs.
import type { Match, Run } from "./tokens.ts";
import type { Work } from "./tree.ts";

/** Matches the runs from `from` on among themselves and removes them: later runs cannot match into them. */
export function matchRuns(runs: Run[], { from, work }: { from: number; work: Work }): void {
  const openers: { run: Run; position: number }[] = [];
  // Below it no opener fits a run of this kind; otherwise a thousand runs would each examine a thousand others.
  const floors = new Map<string, number>();
  for (let position = from; position < runs.length; position += 1) {
    const run = runs[position];
    if (!run) break;
    const key = `${run.character}${lengthOf(run) % 3}${run.canOpen}`;
    while (run.canClose && run.left > 0) {
      const found = findOpener(run, { openers, floor: floors.get(key) ?? from, work });
      if (found === -1) {
        floors.set(key, position);
        break;
      }
      openers.length = found + 1;
      const opener = openers[found]?.run;
      if (!opener) break;
      join(opener, run);
      if (opener.left === 0) openers.pop();
    }
    if (run.canOpen && run.left > 0) openers.push({ run, position });
    work.steps += 1;
  }
  runs.length = from;
}

interface Search {
  openers: { run: Run; position: number }[];
  floor: number;
  work: Work;
}

function findOpener(closer: Run, { openers, floor, work }: Search): number {
  for (let index = openers.length - 1; index >= 0; index -= 1) {
    work.steps += 1;
    const opener = openers[index];
    if (!opener || opener.position < floor) return -1;
    if (fits(opener.run, closer)) return index;
  }
  return -1;
}

function fits(opener: Run, closer: Run): boolean {
  if (opener.character !== closer.character) return false;
  // CommonMark's rule of three: in `*a**b*` the middle does not close the first.
  const isEither = opener.canClose || closer.canOpen;
  const lengths = [lengthOf(opener), lengthOf(closer)] as const;
  const isThree = (lengths[0] + lengths[1]) % 3 === 0;
  return !(isEither && isThree && lengths.some((length) => length % 3 !== 0));
}

function lengthOf({ start, end }: Run): number {
  return end - start;
}

function join(opener: Run, closer: Run): void {
  const size = opener.left >= 2 && closer.left >= 2 ? 2 : 1;
  const match: Match = {
    size,
    kind: closer.character === "~" ? "strike" : size === 2 ? "bold" : "italic",
    isText: false,
  };
  opener.opens.push(match);
  closer.closes.push(match);
  opener.left -= size;
  closer.left -= size;
}
