/** Runs something later, unless it is cancelled: the clock of whoever wants to test what waits. */
export type After = (delayMs: number, run: () => void) => { cancel(): void };
