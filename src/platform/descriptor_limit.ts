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
const maxSockets = 50_000;
/** Unless the setting asks for so few, the limit was not chosen on purpose. */
const fewSockets = 1000;
/** The rest of the descriptors is for requests, uploads, the database and the log. */
const shareForSockets = 0.75;

interface SocketWish {
  /** As set; null unless it is. */
  wanted: number | null;
  descriptors: number | null;
}

export function socketLimit({ wanted, descriptors }: SocketWish): number {
  return Math.min(wanted ?? maxSockets, socketsWithin(descriptors));
}

/** How many sockets the descriptors leave room for. */
export function socketsWithin(descriptors: number | null): number {
  if (descriptors === null) return Number.POSITIVE_INFINITY;
  return Math.max(1, Math.floor(descriptors * shareForSockets));
}

/** What to do where the descriptors are too few (W13), in one or two sentences; null where they are not. */
export function descriptorAdvice({ wanted, descriptors }: SocketWish): string | null {
  const fits = socketsWithin(descriptors);
  if (descriptors === null || fits >= (wanted ?? fewSockets)) return null;
  const needed = Math.ceil((wanted ?? maxSockets) / shareForSockets);
  return (
    `This process may have ${descriptors} files and connections open, which leaves room for ${fits} sockets. ` +
    `For ${wanted ?? maxSockets}, allow ${needed}: \`ulimit -n ${needed}\` in the shell that starts it, ` +
    `\`LimitNOFILE=${needed}\` in its systemd service, \`--ulimit nofile=${needed}\` for a container.`
  );
}
