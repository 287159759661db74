// The rooms someone visited last, on this machine, the latest first.
import type { Vault } from "./local_store.ts";

const kept = 50;

export function createRecentRooms({ vault, owner }: { vault: Vault; owner: string }) {
  const key = `confab:recent-rooms:${owner}`;
  const list = () => (vault.get(key) ?? "").split(",").map(Number).filter(Boolean);
  return {
    list,
    note(roomId: number): void {
      const others = list().filter((id) => id !== roomId);
      vault.put(key, [roomId, ...others].slice(0, kept).join(","));
    },
  };
}
