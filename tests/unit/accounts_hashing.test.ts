import { expect, test } from "bun:test";

import { createHashing, type PasswordHash } from "../../src/domain/accounts/hashing.ts";
import { ChatError } from "../../src/domain/chat_error.ts";

/** Hashes that end only when told to. */
function createHeldHash() {
  const held: (() => void)[] = [];
  const verified: string[] = [];
  const hold = () => new Promise<void>((resolve) => held.push(resolve));
  const passwordHash: PasswordHash = {
    async hash(password) {
      if (password === "nobody has this password") return "decoy";
      await hold();
      return `hash of ${password}`;
    },
    async verify(password, hash) {
      verified.push(hash);
      await hold();
      return hash === `hash of ${password}`;
    },
  };
  return { passwordHash, held, verified };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("[R7] two passwords are hashed at a time, the others wait their turn", async () => {
  const { passwordHash, held } = createHeldHash();
  const hashing = createHashing({ passwordHash });
  const done: number[] = [];
  const all = Array.from({ length: 5 }, async (_, n) => {
    await hashing.hash(`password ${n}`);
    done.push(n);
  });
  await turn();
  expect(held).toHaveLength(2);
  held[1]?.();
  await turn();
  expect(done).toEqual([1]);
  expect(held).toHaveLength(3);
  for (let n = 0; n < held.length; n += 1) {
    held[n]?.();
    await turn();
  }
  await Promise.all(all);
  expect(done).toEqual([1, 0, 2, 3, 4]);
});

test("[R7] more than may wait are told so, and nothing is stuck after", async () => {
  const { passwordHash, held } = createHeldHash();
  const hashing = createHashing({ passwordHash, atOnce: 1, maxWaiting: 1 });
  const first = hashing.hash("first");
  const second = hashing.hash("second");
  const third = await hashing.hash("third").catch((error: unknown) => error);
  expect(third).toBeInstanceOf(ChatError);
  expect(third instanceof ChatError && [third.code, third.details.retryAfterMs]).toEqual(["busy", 2000]);
  held[0]?.();
  await turn();
  held[1]?.();
  expect(await Promise.all([first, second])).toEqual(["hash of first", "hash of second"]);
  const fourth = hashing.hash("fourth");
  await turn();
  held[2]?.();
  expect(await fourth).toBe("hash of fourth");
});

test("[R7] a failing hash gives its turn on", async () => {
  let calls = 0;
  const hashing = createHashing({
    atOnce: 1,
    passwordHash: {
      hash: async () => {
        calls += 1;
        if (calls === 1) throw new Error("out of memory");
        return "hash";
      },
      verify: async () => false,
    },
  });
  const [first, second] = await Promise.allSettled([hashing.hash("a"), hashing.hash("b")]);
  expect([first.status, second.status]).toEqual(["rejected", "fulfilled"]);
});

test("[R7] an unknown user costs the same work: a decoy is verified, and never right", async () => {
  const { passwordHash, held, verified } = createHeldHash();
  const hashing = createHashing({ passwordHash });
  const unknown = hashing.verify("nobody has this password", null);
  await turn();
  expect(verified).toEqual(["decoy"]);
  held[0]?.();
  expect(await unknown).toBe(false);

  const always = createHashing({ passwordHash: { hash: async () => "decoy", verify: async () => true } });
  expect(await always.verify("whatever", null)).toBe(false);
  expect(await always.verify("whatever", "hash")).toBe(true);
});

test("[R7] an empty password is wrong and never reaches the hash", async () => {
  const { passwordHash, verified } = createHeldHash();
  const hashing = createHashing({ passwordHash });
  expect(await hashing.verify("", "hash of ")).toBe(false);
  expect(verified).toEqual([]);
});
