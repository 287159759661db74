// One of several tabs sends the unsent messages of closed tabs. Web Locks choose it; on plain http, where there are
// none, a lease in the local store does. Two leaders for a moment do no harm: the server stores a client id once (D4).
import type { LocalStore } from "./local_store.ts";

interface TabLeaderOptions {
  name: string;
  tab: string;
  locks: Pick<LockManager, "request"> | undefined;
  localStore: LocalStore;
  now: () => number;
  after: (delayMs: number, run: () => void) => void;
}

interface TabLeader {
  isLeader(): boolean;
  /** Lets another tab lead. */
  resign(): void;
}

export const leaseMs = 5000;

export function leadTabs(options: TabLeaderOptions): TabLeader {
  return options.locks ? leadByLock(options.locks, options.name) : leadByLease(options);
}

function leadByLock(locks: Pick<LockManager, "request">, name: string): TabLeader {
  let isLeader = false;
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  locks
    .request(name, () => {
      isLeader = true;
      return held;
    })
    // A browser that refuses the lock: no tab leads, each tab still sends its own.
    .catch(() => {});
  return {
    isLeader: () => isLeader,
    resign() {
      isLeader = false;
      release();
    },
  };
}

function leadByLease({ name, tab, localStore, now, after }: TabLeaderOptions): TabLeader {
  let isOver = false;
  const key = `confab:lease:${name}`;
  const read = () => {
    const [holder = "", until = "0"] = (localStore.get(key) ?? "").split("\n");
    return { holder, isLive: Number(until) > now() };
  };
  const isMine = () => read().holder === tab && read().isLive;
  const renew = () => {
    if (isOver) return;
    const { holder, isLive } = read();
    if (holder === tab || !isLive) localStore.put(key, `${tab}\n${now() + leaseMs}`);
    after(leaseMs / 2.5, renew);
  };
  renew();
  return {
    isLeader: () => !isOver && isMine(),
    resign() {
      if (isMine()) localStore.remove(key);
      isOver = true;
    },
  };
}
