/** For people, the same on every machine: 2026-11-30 18:00 UTC. */
export function shownTime(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
