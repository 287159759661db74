// Sessions of open sockets: a used one slides on, one that has expired ends its sockets at that moment (A2, R4).
import { touchEveryMs } from "../../domain/accounts/sessions.ts";
import type { Sessions } from "../../domain/accounts/sessions.ts";
import type { Log } from "../../domain/log.ts";
import type { AccountStore } from "../../domain/stores.ts";
import { closeCodes } from "../../protocol/close_codes.ts";
import type { Hub } from "./hub.ts";
import { end, sessionToKeep, type Peer } from "./peer.ts";

const longestMs = 60_000;

interface SessionWatchDeps {
  hub: Pick<Hub, "peers">;
  accounts: Pick<AccountStore, "findSession">;
  sessions: Pick<Sessions, "touch">;
  now: () => number;
  monotonicMs: () => number;
  log: Log;
}

interface SessionWatch {
  /** Checks all sockets now; resolves when those with an expired session are closed. */
  check(): Promise<void>;
  /** A socket was opened: its session may expire before the next check. */
  note(peer: Peer): void;
  stop(): void;
}

export function createSessionWatch(deps: SessionWatchDeps): SessionWatch {
  const { hub, accounts, sessions, now, monotonicMs, log } = deps;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  let isStopped = false;

  async function check(): Promise<void> {
    const at = now();
    let waitMs = longestMs;
    const stale: Peer[] = [];
    for (const peer of hub.peers()) {
      const { session, usedAt } = peer;
      const isSlidable = usedAt - session.lastSeenAt >= touchEveryMs;
      if (at >= session.expiresAt || isSlidable) stale.push(peer);
      else waitMs = Math.min(waitMs, session.expiresAt - at);
    }
    schedule(waitMs);
    for (const peer of stale) {
      try {
        await refresh(peer);
      } catch (error) {
        log.error("session_watch_failed", { connectionId: peer.id, userId: peer.session.user.id, error });
      }
    }
  }

  /** Another of its sockets, or a request, may have slid it meanwhile: the database knows. */
  async function refresh(peer: Peer): Promise<void> {
    if (now() < peer.session.expiresAt) await sessions.touch(peer.session);
    const session = await accounts.findSession(peer.tokenHash, now());
    if (session) peer.session = sessionToKeep(session);
    else end(peer, closeCodes.sessionOver);
  }

  function note(peer: Peer): void {
    const waitMs = Math.min(longestMs, peer.session.expiresAt - now());
    if (monotonicMs() + waitMs < dueAt) schedule(waitMs);
  }

  function schedule(waitMs: number): void {
    clearTimeout(timer);
    if (isStopped) return;
    dueAt = monotonicMs() + waitMs;
    timer = setTimeout(() => void check(), Math.max(1, waitMs));
  }

  function stop(): void {
    isStopped = true;
    clearTimeout(timer);
  }

  return { check, note, stop };
}
