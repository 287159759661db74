// Small texts that outlive the tab where the browser allows it, and live as long as the tab elsewhere.

/** The part of localStorage that is used. */
export interface BrowserStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export type LocalStore = ReturnType<typeof createLocalStore>;

/** `storage` may throw at any call: full, blocked or gone. `onTrouble` is called once. */
export function createLocalStore({
  storage,
  onTrouble,
}: {
  storage: BrowserStorage | null;
  onTrouble: () => void;
}) {
  /** Values that could not be stored. */
  const held = new Map<string, string>();
  let hasReported = false;

  function trouble(): void {
    if (hasReported) return;
    hasReported = true;
    onTrouble();
  }

  function get(key: string): string | null {
    const own = held.get(key);
    if (own !== undefined) return own;
    try {
      return storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  function put(key: string, value: string): void {
    try {
      if (!storage) throw new Error("No storage.");
      storage.setItem(key, value);
      held.delete(key);
    } catch {
      held.set(key, value);
      trouble();
    }
  }

  function remove(key: string): void {
    held.delete(key);
    try {
      storage?.removeItem(key);
    } catch {
      // Nothing was stored there.
    }
  }

  function keys(prefix: string): string[] {
    const result = new Set([...held.keys()].filter((key) => key.startsWith(prefix)));
    try {
      for (let index = 0; index < (storage?.length ?? 0); index += 1) {
        const key = storage?.key(index);
        if (key?.startsWith(prefix)) result.add(key);
      }
    } catch {
      // Only the unstored values remain.
    }
    return [...result];
  }

  return { get, put, remove, keys };
}

/** localStorage, or null where accessing it throws. */
export function findBrowserStorage(): BrowserStorage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** Reports values that other tabs put under this key; null: removed. Returns how to stop. */
export function watchStoredKey(key: string, hear: (value: string | null) => void): () => void {
  return onStorageEvent((event) => event.key === key && hear(event.newValue));
}

/** The same for every key with this prefix: reports the rest of the key. */
export function watchStoredPrefix(prefix: string, hear: (rest: string) => void): () => void {
  return onStorageEvent(({ key }) => key?.startsWith(prefix) && hear(key.slice(prefix.length)));
}

function onStorageEvent(onStorage: (event: StorageEvent) => unknown): () => void {
  window.addEventListener("storage", onStorage);
  return () => window.removeEventListener("storage", onStorage);
}
