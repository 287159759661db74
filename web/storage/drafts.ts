// What was typed in a room and not sent.
import type { Vault } from "./vault.ts";

export type Drafts = ReturnType<typeof createDrafts>;

/** `owner` names the person: another one on the same machine sees nothing of it. */
export function createDrafts({ vault, owner }: { vault: Vault; owner: string }) {
  const prefix = `confab:draft:${owner}:`;
  return {
    get: (roomId: number) => vault.get(prefix + roomId) ?? "",
    put(roomId: number, text: string): void {
      if (text === "") vault.remove(prefix + roomId);
      else vault.put(prefix + roomId, text);
    },
    count: () => vault.keys(prefix).length,
    clear(): void {
      for (const key of vault.keys(prefix)) vault.remove(key);
    },
  };
}
