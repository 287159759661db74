// How far long work has come: a bar on a terminal, elsewhere a line every few seconds.

interface ProgressBar {
  show(done: number, total: number, unit: string): void;
  /** Takes the bar away, before another line or at the end. */
  clear(): void;
}

interface ProgressBarDeps {
  write: (text: string) => void;
  isTerminal: boolean;
  columns: () => number;
  monotonicMs: () => number;
}

const barEveryMs = 100;
const lineEveryMs = 5000;
const widestBar = 30;

export function createProgressBar({ write, isTerminal, columns, monotonicMs }: ProgressBarDeps): ProgressBar {
  let isShown = false;
  let shownAt = isTerminal ? Number.NEGATIVE_INFINITY : monotonicMs();

  function barOf(done: number, total: number, words: string): string {
    const width = Math.min(widestBar, columns() - words.length - 4);
    if (width < 5) return words.slice(0, columns() - 1);
    const full = Math.round((Math.min(done, total) / Math.max(total, 1)) * width);
    return `[${"#".repeat(full)}${"-".repeat(width - full)}] ${words}`;
  }

  return {
    show(done, total, unit) {
      const now = monotonicMs();
      if (now - shownAt < (isTerminal ? barEveryMs : lineEveryMs)) return;
      shownAt = now;
      const percent = total > 0 ? Math.floor((Math.min(done, total) / total) * 100) : 100;
      const words = `${done.toLocaleString("en")} of ${total.toLocaleString("en")} ${unit}, ${percent}%`;
      if (isTerminal) write(`\r\u001b[K${barOf(done, total, words)}`);
      else write(`${words}\n`);
      isShown = isTerminal;
    },
    clear() {
      if (!isShown) return;
      write("\r\u001b[K");
      isShown = false;
    },
  };
}
