// SPEC H15: what a busy time took goes back to the system in a quiet one. SQLite keeps its cached pages for ever, JavaScript its
// garbage until it needs room, and glibc what both freed.
import { dlopen } from "bun:ffi";
import type { Client } from "./client.ts";

interface MemoryReleaseDeps {
  client: Pick<Client, "execute">;
  /** So many ticks without a use are a quiet time. */
  quietTicks: number;
  collect: () => void;
  /** Of the whole process; takes milliseconds, so not on the main thread. */
  trim?: () => void;
}

export interface MemoryRelease {
  noteUse(): void;
  /** To be called every second. Never rejects: what could not be given back is in the next quiet time. */
  tick(): Promise<void>;
}

export function createMemoryRelease({
  client,
  quietTicks,
  collect,
  trim = () => {},
}: MemoryReleaseDeps): MemoryRelease {
  let ticksLeft = 0;
  return {
    noteUse() {
      ticksLeft = quietTicks;
    },
    async tick() {
      if (ticksLeft === 0) return;
      ticksLeft -= 1;
      if (ticksLeft > 0) return;
      try {
        await client.execute("PRAGMA shrink_memory");
      } catch {
        // The disk or its descriptors: whoever needs the connection says so.
      }
      collect();
      trim();
    },
  };
}

/** glibc gives freed memory back only from the end of a heap; this gives back what is between, too. */
export function trimAllocator(): void {
  try {
    const libc = dlopen("libc.so.6", { malloc_trim: { args: ["usize"], returns: "int" } });
    libc.symbols.malloc_trim(0n);
    libc.close();
  } catch {
    // Another system or C library has another allocator, and keeps what it likes.
  }
}
