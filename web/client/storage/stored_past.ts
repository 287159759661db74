// The epoch of what stands on the shelf (SPEC C6): ids of messages in drafts, edits and unsent posts are of that past.
import type { Drafts } from "./drafts.ts";
import type { Edits } from "./edits.ts";
import type { KeptOutbox } from "./stored_outbox.ts";
import type { Vault } from "./local_store.ts";

export interface KeptPastOptions {
  vault: Vault;
  owner: string;
  drafts: Pick<Drafts, "loseReplies">;
  edits: Pick<Edits, "lose">;
  kept: Pick<KeptOutbox, "loseReplies">;
}

export function createKeptPast({ vault, owner, drafts, edits, kept }: KeptPastOptions) {
  const key = `confab:epoch:${owner}`;
  const read = () => vault.get(key);
  return {
    epoch: read,
    /**
     * The server's epoch is another one by now: lets go of ids that mean nothing there. Only the tab that asked with the
     * shelf's epoch can tell; another one leaves it alone.
     */
    meet(epoch: string, past: { asked: string | null; hasMessage: (id: number) => boolean }): void {
      const known = read();
      if (known === epoch || (known !== null && known !== past.asked)) return;
      drafts.loseReplies(past.hasMessage);
      edits.lose(past.hasMessage);
      kept.loseReplies(past.hasMessage);
      vault.put(key, epoch);
    },
    clear: () => vault.remove(key),
  };
}
