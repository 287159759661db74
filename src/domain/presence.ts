// SPEC T2: who is here, by their open sockets. What changes is gathered for a moment and told to everyone in one frame, so
// that a change costs the same however many rooms there are; a reload stays unseen.
import { limits } from "../protocol/limits.ts";
import type { Presence, PresenceState } from "../protocol/shapes.ts";
import type { Audience } from "./audience.ts";
import type { After } from "./timer.ts";

const gatherMs = 500;
const graceMs = 5000;

type Present = Exclude<PresenceState, "offline">;

/** One person with an open socket, or with one until just now. */
interface Someone {
  sockets: Map<number, Present>;
  /** As it is; while the grace lasts, as it was. */
  state: PresenceState;
  /** As everyone was last told. */
  told: PresenceState;
  grace: { cancel(): void } | null;
}

export interface PresenceDeps {
  audience: Pick<Audience, "publishToAll">;
  after: After;
}

export type PresenceWatch = ReturnType<typeof createPresence>;

export function createPresence({ audience, after }: PresenceDeps) {
  const people = new Map<number, Someone>();
  const changed = new Set<number>();
  let gathering: { cancel(): void } | null = null;

  function opened(userId: number, socketId: number): void {
    const someone = people.get(userId) ?? {
      sockets: new Map(),
      state: "offline",
      told: "offline",
      grace: null,
    };
    people.set(userId, someone);
    someone.grace?.cancel();
    someone.grace = null;
    someone.sockets.set(socketId, "online");
    settle(userId, someone);
  }

  /** What a socket says of itself; of one that is not open it is not heard. */
  function said(userId: number, socketId: number, state: Present): void {
    const someone = people.get(userId);
    if (!someone?.sockets.has(socketId)) return;
    someone.sockets.set(socketId, state);
    settle(userId, someone);
  }

  function closed(userId: number, socketId: number): void {
    const someone = people.get(userId);
    if (!someone?.sockets.delete(socketId)) return;
    if (someone.sockets.size > 0) return settle(userId, someone);
    someone.grace = after(graceMs, () => {
      someone.grace = null;
      settle(userId, someone);
    });
  }

  function settle(userId: number, someone: Someone): void {
    const states = [...someone.sockets.values()];
    if (states.length === 0) someone.state = "offline";
    else someone.state = states.includes("online") ? "online" : "away";
    changed.add(userId);
    gathering ??= after(gatherMs, tell);
  }

  function tell(): void {
    gathering = null;
    const news: Presence[] = [];
    for (const userId of changed) {
      const someone = people.get(userId);
      if (!someone) continue;
      const { state, told } = someone;
      if (state !== told) news.push({ userId, state });
      someone.told = state;
      if (state === "offline") people.delete(userId);
    }
    changed.clear();
    const [first, ...others] = news;
    if (!first) return;
    audience.publishToAll({ type: "presence", ...first, ...(others.length > 0 ? { others } : {}) });
  }

  return {
    opened,
    said,
    closed,
    /** Who is not offline (M2). */
    here: () => [...people].filter(([, { state }]) => state !== "offline").map(([userId]) => userId),
    /** As everyone was told: what is told later moves this on. */
    list(): Presence[] {
      const listed: Presence[] = [];
      for (const [userId, { told }] of people) {
        if (told !== "offline") listed.push({ userId, state: told });
        if (listed.length === limits.presenceListed) break;
      }
      return listed;
    },
    stop(): void {
      gathering?.cancel();
      for (const { grace } of people.values()) grace?.cancel();
    },
  };
}
