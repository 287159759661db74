// The emoji someone used last, on this machine, the latest first.
import type { Vault } from "../storage/vault.ts";

const kept = 24;

export type RecentEmoji = ReturnType<typeof createRecentEmoji>;

export function createRecentEmoji({ vault, owner }: { vault: Vault; owner: string }) {
  const key = `recent-emoji:${owner}`;

  function list(): string[] {
    try {
      const stored: unknown = JSON.parse(vault.get(key) ?? "[]");
      return Array.isArray(stored) ? stored.filter((one) => typeof one === "string").slice(0, kept) : [];
    } catch {
      return [];
    }
  }

  return {
    list,
    note(emoji: string): void {
      const rest = list().filter((one) => one !== emoji);
      vault.put(key, JSON.stringify([emoji, ...rest].slice(0, kept)));
    },
  };
}
