// SPEC T2: who is online, by their open sockets. Changes are gathered for a moment and sent to those who watch that person, in
// one frame for each socket, so that a change costs one frame per watcher; a reload stays unseen.
import type { Presence, PresenceState } from "../protocol/shapes.ts";
import type { Audience } from "./audience.ts";
import { createPresenceRounds } from "./presence_rounds.ts";
import { createPresenceWatchers } from "./presence_watchers.ts";
import type { After } from "./timer.ts";

const graceMs = 5000;

type Present = Exclude<PresenceState, "offline">;

/** One person with an open socket, or with one until just now. */
interface Someone {
  /** Their open sockets, by what each said last. Two lists: a map for each of ten thousand people would weigh more. */
  online: number[];
  away: number[];
  /** As it is; while the grace lasts, as it was. */
  state: PresenceState;
  /** As last sent to watchers. */
  sentState: PresenceState;
  grace: { cancel(): void } | null;
}

interface PresenceDeps {
  audience: Pick<Audience, "sendToSocket">;
  after: After;
}

export type PresenceWatch = ReturnType<typeof createPresence>;

export function createPresence({ audience, after }: PresenceDeps) {
  const people = new Map<number, Someone>();
  const watchers = createPresenceWatchers();
  const rounds = createPresenceRounds({ audience, watchers, move, stateOf, after });

  function opened(userId: number, socketId: number): void {
    const someone = people.get(userId) ?? {
      online: [],
      away: [],
      state: "offline",
      sentState: "offline",
      grace: null,
    };
    people.set(userId, someone);
    someone.grace?.cancel();
    someone.grace = null;
    take(someone, socketId);
    someone.online.push(socketId);
    settle(userId, someone);
  }

  /** The state that a socket reports; ignored for a closed socket. */
  function reportState(userId: number, socketId: number, state: Present): void {
    const someone = people.get(userId);
    if (!someone || !take(someone, socketId)) return;
    someone[state].push(socketId);
    settle(userId, someone);
  }

  function closed(userId: number, socketId: number): void {
    watchers.watch(socketId, []);
    rounds.drop(socketId);
    const someone = people.get(userId);
    if (!someone || !take(someone, socketId)) return;
    if (someone.online.length + someone.away.length > 0) return settle(userId, someone);
    someone.grace = after(graceMs, () => {
      someone.grace = null;
      settle(userId, someone);
    });
  }

  function settle(userId: number, someone: Someone): void {
    if (someone.online.length > 0) someone.state = "online";
    else someone.state = someone.away.length > 0 ? "away" : "offline";
    rounds.add(userId);
  }

  /** Whether there is something to tell of them. */
  function move(userId: number): boolean {
    const someone = people.get(userId);
    if (!someone) return false;
    const { state, sentState } = someone;
    someone.sentState = state;
    if (state === "offline") people.delete(userId);
    return state !== sentState;
  }

  /** As last sent: later frames build on this. */
  function stateOf(userIds: Iterable<number>): Presence[] {
    return [...userIds].map((userId) => ({ userId, state: people.get(userId)?.sentState ?? "offline" }));
  }

  return {
    opened,
    reportState,
    closed,
    /** From now on this socket gets the presence of exactly these people; returns their present states. */
    watch(userId: number, socketId: number, userIds: readonly number[]): Presence[] {
      const wanted = new Set(userIds);
      // A frame may be handled just after its socket closed: its entry would never be removed.
      const { online = [], away = [] } = people.get(userId) ?? {};
      if (online.includes(socketId) || away.includes(socketId)) watchers.watch(socketId, wanted);
      rounds.drop(socketId);
      return stateOf(wanted);
    },
    stateOf,
    /** Everyone who is not offline (M2). */
    onlineUserIds: () => [...people].filter(([, { state }]) => state !== "offline").map(([userId]) => userId),
    stop(): void {
      rounds.stop();
      for (const { grace } of people.values()) grace?.cancel();
    },
  };
}

/** Whether they had this socket. */
function take(someone: Pick<Someone, Present>, socketId: number): boolean {
  for (const list of [someone.online, someone.away]) {
    const at = list.indexOf(socketId);
    if (at !== -1) list.splice(at, 1);
    if (at !== -1) return true;
  }
  return false;
}
