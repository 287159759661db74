// The epoch of the stored texts (SPEC C6): message ids in drafts, edits and unsent posts belong to that past.
import type { Drafts } from "./drafts.ts";
import type { Edits } from "./edits.ts";
import type { StoredOutbox } from "./stored_outbox.ts";
import type { LocalStore } from "./local_store.ts";

interface StoredPastOptions {
  localStore: LocalStore;
  owner: string;
  drafts: Pick<Drafts, "loseReplies">;
  edits: Pick<Edits, "lose">;
  storedOutbox: Pick<StoredOutbox, "loseReplies">;
}

export function createStoredPast({ localStore, owner, drafts, edits, storedOutbox }: StoredPastOptions) {
  const key = `confab:epoch:${owner}`;
  const read = () => localStore.get(key);
  return {
    epoch: read,
    /**
     * The server has another epoch: drops ids that mean nothing there. Only the tab that connected with the
     * stored epoch can tell; other tabs leave it alone.
     */
    meet(epoch: string, past: { asked: string | null; hasMessage: (id: number) => boolean }): void {
      const known = read();
      if (known === epoch || (known !== null && known !== past.asked)) return;
      drafts.loseReplies(past.hasMessage);
      edits.lose(past.hasMessage);
      storedOutbox.loseReplies(past.hasMessage);
      localStore.put(key, epoch);
    },
    clear: () => localStore.remove(key),
  };
}
