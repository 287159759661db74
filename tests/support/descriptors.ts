// What this process has open, where the system tells.
import { existsSync, readdirSync, readlinkSync } from "node:fs";

export const seesDescriptors = existsSync("/proc/self/fd");

/** Open descriptors of the database and of what is beside it. */
export function descriptorsOf(path: string): number {
  const links = readdirSync("/proc/self/fd").map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      // The descriptor of the listing itself.
      return "";
    }
  });
  return links.filter((link) => link.startsWith(path)).length;
}
