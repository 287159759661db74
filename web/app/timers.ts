export interface Timer {
  cancel(): void;
}

export function after(delayMs: number, run: () => void): Timer {
  const timer = setTimeout(run, delayMs);
  return { cancel: () => clearTimeout(timer) };
}

export type After = typeof after;
