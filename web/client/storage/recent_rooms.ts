// The rooms last visited on this machine, the latest first.
import type { LocalStore } from "./local_store.ts";

const maxRooms = 50;

export function createRecentRooms({ localStore, owner }: { localStore: LocalStore; owner: string }) {
  const key = `confab:recent-rooms:${owner}`;
  const list = () => (localStore.get(key) ?? "").split(",").map(Number).filter(Boolean);
  return {
    list,
    note(roomId: number): void {
      const others = list().filter((id) => id !== roomId);
      localStore.put(key, [roomId, ...others].slice(0, maxRooms).join(","));
    },
  };
}
