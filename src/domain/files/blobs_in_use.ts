// Bytes are removed when no file has them, while another upload may bring the same again. An upload holds its bytes until a
// file names them: held bytes are not removed, and an upload waits for a removal that has begun.
export interface BlobsInUse {
  /** Resolves to the function that releases it. */
  hold(hash: string): Promise<() => void>;
  /** All that there are, and will be: nothing is removed until the function that it resolves to is called. */
  holdAll(): Promise<() => void>;
  /** Runs `remove` unless the bytes are held. */
  unlessHeld(hash: string, remove: () => Promise<void>): Promise<void>;
}

export function createBlobsInUse(): BlobsInUse {
  const held = new Map<string, number>();
  const going = new Map<string, Promise<void>>();
  let heldAll = 0;

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
    async holdAll() {
      heldAll += 1;
      await Promise.all(going.values());
      return () => {
        heldAll -= 1;
      };
    },
    async unlessHeld(hash, remove) {
      if (heldAll > 0 || held.has(hash) || going.has(hash)) return;
      const removed = remove();
      const ended = removed.catch(() => undefined).then(() => void going.delete(hash));
      going.set(hash, ended);
      await removed;
    },
  };
}
