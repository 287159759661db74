// The emoji used on this machine, most used first; those no longer used decay.
import type { LocalStore } from "../client/storage/local_store.ts";

const maxRecent = 24;
/** Each use lowers all other scores: after 35 uses of others half of a score is left. */
const fading = 0.98;

export type RecentEmoji = ReturnType<typeof createRecentEmoji>;

export function createRecentEmoji({ localStore, owner }: { localStore: LocalStore; owner: string }) {
  /** Latest first: the format that an older page stores and reads. */
  const key = `recent-emoji:${owner}`;
  const countsKey = `emoji-uses:${owner}`;

  function read(from: string): unknown {
    try {
      return JSON.parse(localStore.get(from) ?? "null");
    } catch {
      return null;
    }
  }

  function latest(): string[] {
    const stored = read(key);
    return Array.isArray(stored) ? stored.filter((one) => typeof one === "string").slice(0, maxRecent) : [];
  }

  function counts(): Map<string, number> {
    const stored = read(countsKey);
    const entries = typeof stored === "object" && stored !== null ? Object.entries(stored) : [];
    return new Map(entries.filter((entry): entry is [string, number] => typeof entry[1] === "number"));
  }

  return {
    /** Most used first; among equals the latest. */
    list(): string[] {
      const uses = counts();
      return latest().sort((one, other) => (uses.get(other) ?? 0) - (uses.get(one) ?? 0));
    },
    note(emoji: string): void {
      const uses = counts();
      for (const [one, count] of uses) uses.set(one, count * fading);
      uses.set(emoji, (uses.get(emoji) ?? 0) + 1);
      const rest = latest().filter((one) => one !== emoji);
      // The most used stay, however many others were used since.
      const byUse = rest.toSorted((one, other) => (uses.get(other) ?? 0) - (uses.get(one) ?? 0));
      const staying = new Set([emoji, ...byUse].slice(0, maxRecent));
      localStore.put(key, JSON.stringify([emoji, ...rest].filter((one) => staying.has(one))));
      localStore.put(
        countsKey,
        JSON.stringify(Object.fromEntries([...uses].filter(([one]) => staying.has(one)))),
      );
    },
  };
}
