// Passwords are hashed two at a time: argon2id takes 19 MiB and some 30 ms of a core each. Waiting calls are in several
// alternating lanes, so that strangers who try passwords do not delay others (SPEC R7).
import { ChatError } from "../chat_error.ts";

/** The platform's argon2id. Neither is ever given an empty password (Bun throws on it). */
export interface PasswordHash {
  hash(password: string): Promise<string>;
  verify(password: string, hash: string): Promise<boolean>;
}

/** `known`: a browser that signed in before, or a session. `newcomer`: registering, and the first account. */
export const lanes = ["known", "reset", "newcomer", "stranger"] as const;
type Lane = (typeof lanes)[number];

/** A waiting call. `network`: one network has at most half of a lane. */
export interface Waiter {
  lane: Lane;
  network?: string;
}

interface HashingDeps {
  passwordHash: PasswordHash;
  maxParallel?: number;
  /** With more than this in a lane the next call is refused as `busy`. */
  maxWaiting?: number;
}

export type Hashing = ReturnType<typeof createHashing>;

interface Waiting extends Waiter {
  begin: () => void;
}

export function createHashing({ passwordHash, maxParallel = 2, maxWaiting = 100 }: HashingDeps) {
  let running = 0;
  const queues = new Map<Lane, Waiting[]>(lanes.map((lane) => [lane, []]));
  /** The index of the next lane. */
  let lane = 0;
  let decoy: Promise<string> | undefined;

  function hash(password: string, waiter: Waiter): Promise<string> {
    return runQueued(waiter, () => passwordHash.hash(password));
  }

  /** Without a hash (null) it takes as long and returns false (SPEC R7). */
  async function verify(password: string, hash: string | null, waiter: Waiter): Promise<boolean> {
    if (password === "") return false;
    // Made at the first call, for known and unknown users, so that response times do not differ.
    decoy ??= passwordHash.hash("nobody has this password").catch((error: unknown) => {
      decoy = undefined;
      throw error;
    });
    const decoyHash = await decoy;
    const isRight = await runQueued(waiter, () => passwordHash.verify(password, hash ?? decoyHash));
    return isRight && hash !== null;
  }

  async function runQueued<T>(waiter: Waiter, work: () => Promise<T>): Promise<T> {
    // A call that ends starts the next one, so `running` stays as it is.
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
