// Inline code: a run of backticks is closed by the next run of the same length (SPEC K3).

const ticks = /`+/g;

/** Position of the next run of exactly this many backticks. With ascending `after` each run is visited once. */
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

/** Line ends become spaces; one space at each end is dropped, so that code may begin with a backtick. */
export function codeText(inside: string): string {
  const line = inside.replaceAll("\n", " ");
  return line.startsWith(" ") && line.endsWith(" ") && /[^ ]/.test(line) ? line.slice(1, -1) : line;
}
