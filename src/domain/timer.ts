/** Runs a function later, unless it is cancelled. Tests pass their own. */
export type After = (delayMs: number, run: () => void) => { cancel(): void };

/** Runs something again and again, until it is cancelled. */
export type Every = (ms: number, run: () => void) => { cancel(): void };
