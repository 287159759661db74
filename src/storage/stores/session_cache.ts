// Every request, and every socket twice, asks for its session. Only living sessions are cached; one that ends or slides, or whose person changes, is
// dropped when its batch is committed, before its effects are sent (A2).
import type { Effect } from "../../domain/effects.ts";
import type { Session } from "../../domain/stores.ts";

export interface SessionCache {
  find(tokenHash: string, now: number, read: () => Promise<Session | null>): Promise<Session | null>;
  /** The sessions that a batch changed. */
  forget(effects: Effect[]): void;
}

export function createSessionCache({ maxEntries = 2000 }: { maxEntries?: number } = {}): SessionCache {
  /** In order of last use. */
  const byToken = new Map<string, Session>();
  // Rises with each effect that may concern one: a read that began before must not be cached after.
  let generation = 0;

  return {
    async find(tokenHash, now, read) {
      const known = byToken.get(tokenHash);
      byToken.delete(tokenHash);
      if (known && now < known.expiresAt) {
        byToken.set(tokenHash, known);
        return known;
      }
      const begun = generation;
      const session = await read();
      if (!session || begun !== generation) return session;
      byToken.set(tokenHash, session);
      const [oldest] = byToken.keys();
      if (byToken.size > maxEntries && oldest !== undefined) byToken.delete(oldest);
      return session;
    },
    forget(effects) {
      const [people, changed] = [new Set<number>(), new Set<number>()];
      for (const effect of effects) {
        if (effect.kind === "person") people.add(effect.userId);
        if (effect.kind === "sessionUsed") changed.add(effect.sessionId);
        if (effect.kind === "sessionsOver") for (const id of effect.sessionIds) changed.add(id);
      }
      if (people.size + changed.size === 0) return;
      generation += 1;
      for (const [tokenHash, { id, user }] of byToken) {
        if (changed.has(id) || people.has(user.id)) byToken.delete(tokenHash);
      }
    },
  };
}
