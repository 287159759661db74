const leastMs = 500;
const maxMs = 30_000;

/** Full jitter: a thousand pages that lost the same server reconnect at different times. `attempt` counts from 0. */
export function reconnectDelayMs({ attempt, random }: { attempt: number; random: () => number }): number {
  const ceiling = Math.min(maxMs, 1000 * 2 ** Math.min(attempt, 16));
  return Math.round(leastMs + random() * (ceiling - leastMs));
}
