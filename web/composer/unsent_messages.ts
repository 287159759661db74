// What earlier tabs left unsent is taken over: by the same tab after a reload at once, of others by the tab that leads.
import type { ClientCore } from "../client/client_core.ts";
import type { StoredOutbox } from "../client/storage/stored_outbox.ts";
import { leadTabs } from "../client/storage/tab_leader.ts";
import type { LocalStore } from "../client/storage/local_store.ts";

import type { After } from "../app/timers.ts";

const lookEveryMs = 5000;
/** Long enough for the tab that typed it to have sent it, were it alive. */
const orphanMs = 10_000;
/** A hidden tab that uploads says so once a minute at least. */
const uploadingOrphanMs = 150_000;

export interface OrphansOptions {
  core: ClientCore;
  kept: StoredOutbox;
  localStore: LocalStore;
  owner: string;
  tab: string;
  after: After;
}

export function adoptOrphans({ core, kept, localStore, owner, tab, after }: OrphansOptions) {
  const { locks } = navigator;
  const leader = leadTabs({ name: `confab-outbox:${owner}`, tab, locks, localStore, now: Date.now, after });
  let isStopped = false;

  function look(): void {
    const isLeading = leader.isLeader();
    for (const { entry, tab: sender, keptAt } of kept.load()) {
      const isUploading = entry.phase === "uploading";
      const isOrphan =
        isLeading &&
        (isUploading ? Date.now() - keptAt > uploadingOrphanMs : Date.now() - entry.createdAt > orphanMs);
      if (sender !== tab && !isOrphan) continue;
      if (sender !== tab || isUploading) kept.keep(entry);
      core.adopt(entry);
    }
  }

  function lookOften(): void {
    if (isStopped) return;
    look();
    after(lookEveryMs, lookOften);
  }

  /** Sent or removed by another tab. */
  function notice({ key, newValue }: StorageEvent): void {
    const clientId = kept.clientIdOf(key);
    if (clientId !== null && newValue === null) core.forgetEntry(clientId);
  }

  window.addEventListener("storage", notice);
  lookOften();
  return {
    look,
    stop(): void {
      isStopped = true;
      window.removeEventListener("storage", notice);
      leader.resign();
    },
  };
}
