// What earlier tabs left unsent is taken over: by the same tab after a reload at once, of others by the tab that leads.
import type { ClientCore } from "../client_core.ts";
import type { StoredOutbox } from "./stored_outbox.ts";
import { leadTabs } from "./tab_leader.ts";
import type { LocalStore } from "./local_store.ts";

const checkEveryMs = 5000;
/** Long enough for the tab that typed it to have sent it, were it alive. */
const abandonedMs = 10_000;
/** A hidden tab that uploads says so once a minute at least. */
const abandonedUploadMs = 150_000;

interface UnsentOptions {
  core: ClientCore;
  storedOutbox: StoredOutbox;
  localStore: LocalStore;
  owner: string;
  tab: string;
  after: (delayMs: number, run: () => void) => { cancel(): void };
}

export function adoptUnsent({ core, storedOutbox, localStore, owner, tab, after }: UnsentOptions) {
  const { locks } = navigator;
  const leader = leadTabs({ name: `confab-outbox:${owner}`, tab, locks, localStore, now: Date.now, after });
  let isStopped = false;

  function check(): void {
    const isLeading = leader.isLeader();
    for (const { entry, tab: sender, keptAt } of storedOutbox.load()) {
      const isUploading = entry.phase === "uploading";
      const isAbandoned =
        isLeading &&
        (isUploading ? Date.now() - keptAt > abandonedUploadMs : Date.now() - entry.createdAt > abandonedMs);
      if (sender !== tab && !isAbandoned) continue;
      if (sender !== tab || isUploading) storedOutbox.keep(entry);
      core.adopt(entry);
    }
  }

  function checkRegularly(): void {
    if (isStopped) return;
    check();
    after(checkEveryMs, checkRegularly);
  }

  /** Sent or removed by another tab. */
  function notice({ key, newValue }: StorageEvent): void {
    const clientId = storedOutbox.clientIdOf(key);
    if (clientId !== null && newValue === null) core.forgetEntry(clientId);
  }

  window.addEventListener("storage", notice);
  checkRegularly();
  return {
    check,
    stop(): void {
      isStopped = true;
      window.removeEventListener("storage", notice);
      leader.resign();
    },
  };
}
