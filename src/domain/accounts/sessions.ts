// SPEC R4: 30 days from the last use, a year at most.
import type { Journal, NewSession } from "../journal.ts";
import type { AccountStore, Session } from "../stores.ts";
import { hashToken, isTokenShaped, makeToken } from "./tokens.ts";

const dayMs = 24 * 3600 * 1000;
export const sessionIdleMs = 30 * dayMs;
export const sessionLifeMs = 365 * dayMs;
/** A use is written down at most this often: reading must not cost a commit. */
export const touchEveryMs = 3600 * 1000;

interface SessionsDeps {
  accounts: Pick<AccountStore, "findSession">;
  journal: Pick<Journal, "submit">;
  now: () => number;
}

/** Where a session was begun, for the list of sessions. */
export interface Browser {
  address: string;
  agent: string;
}

export type Sessions = ReturnType<typeof createSessions>;

export function createSessions({ accounts, journal, now }: SessionsDeps) {
  const touching = new Set<number>();

  /** The session of a cookie, or null. Sliding it is not waited for: a disk that refuses writes signs nobody out. */
  async function authenticate(token: string): Promise<Session | null> {
    if (!isTokenShaped(token)) return null;
    const session = await accounts.findSession(hashToken(token), now());
    if (session) void touch(session);
    return session;
  }

  /** Slides the session when that is due. Never rejects. */
  async function touch(session: Omit<Session, "user">): Promise<void> {
    const at = now();
    if (at - session.lastSeenAt < touchEveryMs || touching.has(session.id)) return;
    touching.add(session.id);
    const expiresAt = Math.min(at + sessionIdleMs, session.createdAt + sessionLifeMs);
    try {
      await journal.submit({ kind: "touchSession", sessionId: session.id, expiresAt });
    } catch {
      // Busy: the next use tries again.
    } finally {
      touching.delete(session.id);
    }
  }

  /** A session to be written with the change that begins it, and the token for its cookie. */
  function begin({ address, agent }: Browser): { token: string; session: NewSession } {
    const { token, tokenHash } = makeToken();
    const session = {
      tokenHash,
      expiresAt: now() + sessionIdleMs,
      address: storable(address, 64),
      agent: storable(agent, 200),
    };
    return { token, session };
  }

  return { authenticate, touch, begin, hashToken };
}

function storable(text: string, length: number): string {
  return text.slice(0, length).replaceAll("\0", "").toWellFormed();
}
