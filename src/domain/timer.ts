/** Runs something later, unless it is cancelled: the clock of whoever wants to test what waits. */
export type After = (delayMs: number, run: () => void) => { cancel(): void };

/** Runs something again and again, until it is cancelled. */
export type Every = (ms: number, run: () => void) => { cancel(): void };
