// SPEC T2: who is online, by their open sockets. Changes are gathered for a moment and sent to those who watch that person, in
// one frame for each socket, so that a change costs one frame per watcher; a reload stays unseen.
import type { Presence, PresenceState } from "../protocol/shapes.ts";
import type { Audience } from "./audience.ts";
import { createPresenceWatchers } from "./presence_watchers.ts";
import type { After } from "./timer.ts";

const gatherMs = 500;
const graceMs = 5000;
/** Frames to single sockets before other work runs: below a few milliseconds. */
const maxFramesPerTurn = 5000;

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
  const changed = new Set<number>();
  /** The people to send to each socket. */
  const due = new Map<number, number[]>();
  let gathering: { cancel(): void } | null = null;

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
    due.delete(socketId);
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
    changed.add(userId);
    gathering ??= after(gatherMs, sendChanges);
  }

  /** Finds the watchers, then sends to each socket: both in batches. */
  function sendChanges(): void {
    let left = maxFramesPerTurn;
    for (const userId of changed) {
      if (left <= 0) return resume();
      changed.delete(userId);
      left -= 1;
      if (!move(userId)) continue;
      watchers.eachWatcher(userId, (socketId) => {
        const userIds = due.get(socketId);
        if (userIds) userIds.push(userId);
        else due.set(socketId, [userId]);
        left -= 1;
      });
    }
    for (const [socketId, userIds] of due) {
      if (left <= 0) return resume();
      due.delete(socketId);
      left -= userIds.length;
      const [first, ...others] = stateOf(userIds);
      if (!first) continue;
      audience.sendToSocket(socketId, {
        type: "presence",
        ...first,
        ...(others.length > 0 ? { others } : {}),
      });
    }
    gathering = null;
  }

  function resume(): void {
    gathering = after(0, sendChanges);
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
      due.delete(socketId);
      return stateOf(wanted);
    },
    stateOf,
    /** Everyone who is not offline (M2). */
    onlineUserIds: () => [...people].filter(([, { state }]) => state !== "offline").map(([userId]) => userId),
    stop(): void {
      gathering?.cancel();
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
