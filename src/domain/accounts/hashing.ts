// Passwords are hashed two at a time: argon2id takes 19 MiB and some 30 ms of a core each. Who waits stands in one of several
// lanes that take turns, so that strangers who try passwords keep nobody else waiting (SPEC R7).
import { ChatError } from "../chat_error.ts";

/** The platform's argon2id. Neither is ever given an empty password (Bun throws on it). */
export interface PasswordHash {
  hash(password: string): Promise<string>;
  verify(password: string, hash: string): Promise<boolean>;
}

/** `known`: a browser that signed in before, or a session. `newcomer`: registering, and the first account. */
export const lanes = ["known", "reset", "newcomer", "stranger"] as const;
type Lane = (typeof lanes)[number];

/** Who waits. `network`: half of a lane at most is one network's. */
export interface Waiter {
  lane: Lane;
  network?: string;
}

interface HashingDeps {
  passwordHash: PasswordHash;
  maxParallel?: number;
  /** More than this waiting in one lane, and the next there is refused with `busy`. */
  maxWaiting?: number;
}

export type Hashing = ReturnType<typeof createHashing>;

interface Waiting extends Waiter {
  begin: () => void;
}

export function createHashing({ passwordHash, maxParallel = 2, maxWaiting = 100 }: HashingDeps) {
  let running = 0;
  const queues = new Map<Lane, Waiting[]>(lanes.map((lane) => [lane, []]));
  /** Whose turn it is next, if anyone waits there. */
  let lane = 0;
  let decoy: Promise<string> | undefined;

  function hash(password: string, waiter: Waiter): Promise<string> {
    return runQueued(waiter, () => passwordHash.hash(password));
  }

  /** Against nobody's hash (null) it takes as long and says no (SPEC R7). */
  async function verify(password: string, hash: string | null, waiter: Waiter): Promise<boolean> {
    if (password === "") return false;
    // Made by whoever comes first, known or not, so that it shows in nobody's time.
    decoy ??= passwordHash.hash("nobody has this password").catch((error: unknown) => {
      decoy = undefined;
      throw error;
    });
    const decoyHash = await decoy;
    const isRight = await runQueued(waiter, () => passwordHash.verify(password, hash ?? decoyHash));
    return isRight && hash !== null;
  }

  async function runQueued<T>(waiter: Waiter, work: () => Promise<T>): Promise<T> {
    // Whoever ends hands over its turn, so `running` stays as it is.
    if (running >= maxParallel) await new Promise<void>((begin) => queueUp({ ...waiter, begin }));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = takeNext();
      if (next) next.begin();
      else running -= 1;
    }
  }

  function queueUp(waiting: Waiting): void {
    const queue = queues.get(waiting.lane) ?? [];
    const { network } = waiting;
    const isCrowded = network !== undefined && countOf(queue, network) >= Math.ceil(maxWaiting / 2);
    if (queue.length >= maxWaiting || isCrowded) {
      throw new ChatError("busy", "Too many people are signing in. Try again in a moment.", {
        retryAfterMs: 2000,
      });
    }
    queue.push(waiting);
  }

  /** From one lane after another. */
  function takeNext(): Waiting | undefined {
    for (let passed = 0; passed < lanes.length; passed += 1) {
      const name = lanes[lane % lanes.length] ?? "known";
      lane += 1;
      const next = queues.get(name)?.shift();
      if (next) return next;
    }
    return undefined;
  }

  return { hash, verify };
}

function countOf(queue: Waiting[], network: string): number {
  return queue.filter((waiting) => waiting.network === network).length;
}
