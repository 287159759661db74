// Passwords are hashed two at a time: argon2id takes 19 MiB and some 30 ms of a core each.
import { ChatError } from "../chat_error.ts";

/** The platform's argon2id. Neither is ever given an empty password (Bun throws on it). */
export interface PasswordHash {
  hash(password: string): Promise<string>;
  verify(password: string, hash: string): Promise<boolean>;
}

export interface HashingDeps {
  passwordHash: PasswordHash;
  atOnce?: number;
  /** More than this waiting, and the next is refused with `busy`. */
  maxWaiting?: number;
}

export type Hashing = ReturnType<typeof createHashing>;

export function createHashing({ passwordHash, atOnce = 2, maxWaiting = 100 }: HashingDeps) {
  let running = 0;
  const waiting: (() => void)[] = [];
  let decoy: Promise<string> | undefined;

  function hash(password: string): Promise<string> {
    return inTurn(() => passwordHash.hash(password));
  }

  /** Against nobody's hash (null) it takes as long and says no (SPEC R7). */
  async function verify(password: string, hash: string | null): Promise<boolean> {
    if (password === "") return false;
    // Made by whoever comes first, known or not, so that it shows in nobody's time.
    decoy ??= passwordHash.hash("nobody has this password").catch((error: unknown) => {
      decoy = undefined;
      throw error;
    });
    const decoyHash = await decoy;
    const isRight = await inTurn(() => passwordHash.verify(password, hash ?? decoyHash));
    return isRight && hash !== null;
  }

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (waiting.length >= maxWaiting) {
        throw new ChatError("busy", "Too many people are signing in. Try again in a moment.", {
          retryAfterMs: 2000,
        });
      }
      // Whoever ends hands over its turn, so `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return { hash, verify };
}
