// How many files and connections this process may have open at once. Bun raises its own limit to what the system allows.
import { readFileSync } from "node:fs";

/** Null where the system does not tell. */
export function readDescriptorLimit(): number | null {
  try {
    const [, soft = ""] = /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
    return soft === "" ? null : Number(soft);
  } catch {
    return null;
  }
}

/** Enough for any one machine. */
const mostSockets = 50_000;

/** The rest of the descriptors is for requests, uploads, the database and the log. */
export function socketLimit({
  wanted,
  descriptors,
}: {
  wanted: number | null;
  descriptors: number | null;
}): number {
  const fits = descriptors === null ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(descriptors * 0.75));
  return Math.min(wanted ?? mostSockets, fits);
}
