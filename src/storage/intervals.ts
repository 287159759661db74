import type { Every } from "../domain/timer.ts";

/** Keeps no process alive. */
export const onInterval: Every = (ms, run) => {
  const timer = setInterval(run, ms);
  timer.unref();
  return { cancel: () => clearInterval(timer) };
};
