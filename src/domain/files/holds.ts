// Bytes are removed when no file has them, while somebody may just be uploading the same again. Whoever is about to make a
// file of them holds them; what is held is not removed, and what is being removed is waited for.
export interface Holds {
  /** Resolves to the function that lets go. */
  hold(hash: string): Promise<() => void>;
  /** Runs `remove` with nobody holding, or does not run it. */
  unlessHeld(hash: string, remove: () => Promise<void>): Promise<void>;
}

export function createHolds(): Holds {
  const held = new Map<string, number>();
  const going = new Map<string, Promise<void>>();

  return {
    async hold(hash) {
      for (let end = going.get(hash); end; end = going.get(hash)) await end;
      held.set(hash, (held.get(hash) ?? 0) + 1);
      return () => {
        const left = (held.get(hash) ?? 1) - 1;
        if (left === 0) held.delete(hash);
        else held.set(hash, left);
      };
    },
    async unlessHeld(hash, remove) {
      if (held.has(hash) || going.has(hash)) return;
      const removed = remove();
      const ended = removed.catch(() => undefined).then(() => void going.delete(hash));
      going.set(hash, ended);
      await removed;
    },
  };
}
