/** From now on a signal ends the process through its `exit` handlers, which remove unfinished files. Returns a function that stops that. */
export function leaveOnSignal(): () => void {
  const leave = { SIGINT: () => process.exit(130), SIGTERM: () => process.exit(143) };
  for (const [signal, run] of Object.entries(leave)) process.on(signal, run);
  return () => {
    for (const [signal, run] of Object.entries(leave)) process.off(signal, run);
  };
}
