// Backticks inside a line: a run of them is answered by the next run of the same length (SPEC K3).

const ticks = /`+/g;

/** Where the next run of exactly so many backticks begins. Asked with rising `after`, it passes each run once. */
export function findTickRuns(text: string) {
  const positions = new Map<number, { starts: number[]; passed: number }>();
  for (const { 0: run, index } of text.matchAll(ticks)) {
    const known = positions.get(run.length);
    if (known) known.starts.push(index);
    else positions.set(run.length, { starts: [index], passed: 0 });
  }
  return {
    next({ length, after }: { length: number; after: number }): number | null {
      const known = positions.get(length);
      if (!known) return null;
      while ((known.starts[known.passed] ?? after) < after) known.passed += 1;
      return known.starts[known.passed] ?? null;
    },
  };
}

/** Line ends become spaces; one space at both ends gives way, so that a backtick can stand there. */
export function codeText(inside: string): string {
  const line = inside.replaceAll("\n", " ");
  return line.startsWith(" ") && line.endsWith(" ") && /[^ ]/.test(line) ? line.slice(1, -1) : line;
}
