// Values by key, of so many bytes together. The least recently used goes first.

/** Fewer rooms of a person are read in half a millisecond: they are not cached. */
export const defaultMinRooms = 50;

interface BoundedCache<K, V> {
  get(key: K): V | undefined;
  /** `bytes`: as the caller estimates them. An entry that is larger than the cache is not stored. */
  set(key: K, value: V, bytes: number): void;
  delete(key: K): void;
  bytes(): number;
}

export function createBoundedCache<K, V>({ maxBytes }: { maxBytes: number }): BoundedCache<K, V> {
  const entries = new Map<K, { value: V; bytes: number }>();
  let total = 0;

  function remove(key: K): void {
    total -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  }

  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, bytes) {
      remove(key);
      if (bytes > maxBytes) return;
      entries.set(key, { value, bytes });
      total += bytes;
      for (const oldest of entries.keys()) {
        if (total <= maxBytes) break;
        remove(oldest);
      }
    },
    delete: remove,
    bytes: () => total,
  };
}
