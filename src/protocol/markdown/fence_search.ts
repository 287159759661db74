// Finds the end of fenced code (SPEC K6).
import { passContainer, type Container } from "./containers.ts";
import { passSpace, type Cursor } from "./cursor.ts";
import { countLaterFences, findLastTicks } from "./fences.ts";
import { closesFence, type Fence } from "./line_starts.ts";
import type { Work } from "./tree.ts";

export function createFenceSearch(body: string, work: Work) {
  const laterFences = countLaterFences(body);
  /** By length and containers: the line up to which no closing fence was found, so that each line is searched once. */
  const unended = new Map<Container | undefined, number[]>();

  /** Position in a line of the closing backticks. */
  function findClose(fence: Fence, { cursor, line }: { cursor: Cursor; line: number }): number | null {
    const { at, column, end } = passSpace(body, cursor, work);
    work.steps += end - at;
    if (column - cursor.column <= 3 && closesFence({ body, at, end }, fence)) return at;
    const ticks = findLastTicks(body.slice(at, end), fence.length);
    return ticks !== null && laterFences(line).alone % 2 === 0 ? at + ticks : null;
  }

  /** Whether code that begins on this line ends inside its containers, without changing what the following lines are. */
  function isEndedLater(
    fence: Fence,
    { line, lineEnd, containers }: { line: number; lineEnd: number; containers: readonly Container[] },
  ): boolean {
    const ends = unended.get(containers.at(-1)) ?? [];
    unended.set(containers.at(-1), ends);
    if (line < (ends[fence.length] ?? 0)) return false;
    let next = line + 1;
    for (let start = lineEnd + 1; start < body.length; next += 1) {
      const newline = body.indexOf("\n", start);
      const cursor = { at: start, column: 0, end: newline === -1 ? body.length : newline };
      if (!containers.every((container) => passContainer(body, { container, cursor, work }))) break;
      if (findClose(fence, { cursor, line: next }) !== null) {
        if (laterFences(next).all % 2 === 0) return true;
        break;
      }
      start = cursor.end + 1;
    }
    ends[fence.length] = next;
    return false;
  }

  return { findClose, isEndedLater };
}
