import { expect, test } from "bun:test";

import { createHashing, lanes, type PasswordHash, type Waiter } from "../../src/domain/accounts/hashing.ts";
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

const stranger = { lane: "stranger" } as const;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("[R7] two passwords are hashed at a time, the others wait their turn", async () => {
  const { passwordHash, held } = createHeldHash();
  const hashing = createHashing({ passwordHash });
  const done: number[] = [];
  const all = Array.from({ length: 5 }, async (_, n) => {
    await hashing.hash(`password ${n}`, stranger);
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
  const hashing = createHashing({ passwordHash, maxParallel: 1, maxWaiting: 1 });
  const first = hashing.hash("first", stranger);
  const second = hashing.hash("second", stranger);
  const third = await hashing.hash("third", stranger).catch((error: unknown) => error);
  expect(third).toBeInstanceOf(ChatError);
  expect(third instanceof ChatError && [third.code, third.details.retryAfterMs]).toEqual(["busy", 2000]);
  held[0]?.();
  await turn();
  held[1]?.();
  expect(await Promise.all([first, second])).toEqual(["hash of first", "hash of second"]);
  const fourth = hashing.hash("fourth", stranger);
  await turn();
  held[2]?.();
  expect(await fourth).toBe("hash of fourth");
});

test("[R7] a failing hash gives its turn on", async () => {
  let calls = 0;
  const hashing = createHashing({
    maxParallel: 1,
    passwordHash: {
      hash: async () => {
        calls += 1;
        if (calls === 1) throw new Error("out of memory");
        return "hash";
      },
      verify: async () => false,
    },
  });
  const [first, second] = await Promise.allSettled([
    hashing.hash("a", stranger),
    hashing.hash("b", stranger),
  ]);
  expect([first.status, second.status]).toEqual(["rejected", "fulfilled"]);
});

test("[R7] an unknown user costs the same work: a decoy is verified, and never right", async () => {
  const { passwordHash, held, verified } = createHeldHash();
  const hashing = createHashing({ passwordHash });
  const unknown = hashing.verify("nobody has this password", null, stranger);
  await turn();
  expect(verified).toEqual(["decoy"]);
  held[0]?.();
  expect(await unknown).toBe(false);

  const always = createHashing({ passwordHash: { hash: async () => "decoy", verify: async () => true } });
  expect(await always.verify("whatever", null, stranger)).toBe(false);
  expect(await always.verify("whatever", "hash", stranger)).toBe(true);
});

test("[R7] an empty password is wrong and never reaches the hash", async () => {
  const { passwordHash, verified } = createHeldHash();
  const hashing = createHashing({ passwordHash });
  expect(await hashing.verify("", "hash of ", stranger)).toBe(false);
  expect(verified).toEqual([]);
});

test("[R7] strangers who wait keep nobody else waiting: each lane has its own room and its own turns", async () => {
  const { passwordHash, held } = createHeldHash();
  const hashing = createHashing({ passwordHash, maxWaiting: 100 });
  const order: string[] = [];
  const refused: string[] = [];
  const come = (who: string, waiter: Waiter) =>
    hashing.hash(who, waiter).then(
      () => void order.push(who),
      () => void refused.push(who),
    );
  const all = Array.from({ length: 120 }, (_, n) => come(`stranger ${n}`, stranger));
  await turn();
  expect(refused).toHaveLength(18);
  for (const lane of lanes) all.push(come(lane, { lane }));
  // A second one of each.
  for (const lane of lanes) if (lane !== "stranger") all.push(come(`${lane} too`, { lane }));
  await turn();
  // The lane of strangers is full, and no other.
  expect(refused.slice(18)).toEqual(["stranger"]);
  for (let n = 0; n < held.length; n += 1) {
    held[n]?.();
    await turn();
  }
  await Promise.all(all);
  expect(order.slice(0, 2)).toEqual(["stranger 0", "stranger 1"]);
  expect(order.slice(2, 10).sort()).toEqual(
    [
      "known",
      "known too",
      "newcomer",
      "newcomer too",
      "reset",
      "reset too",
      "stranger 2",
      "stranger 3",
    ].sort(),
  );
  expect(order).toHaveLength(102 + 6);
});

test("[R7] one network takes half of a lane at most", async () => {
  const { passwordHash, held } = createHeldHash();
  const hashing = createHashing({ passwordHash, maxParallel: 1, maxWaiting: 10 });
  const come = (network: string) => hashing.hash("guess", { lane: "stranger", network }).catch(String);
  const flood = Array.from({ length: 20 }, () => come("203.0.113.9"));
  const other = come("198.51.100.7");
  await turn();
  for (let n = 0; n < held.length; n += 1) {
    held[n]?.();
    await turn();
  }
  expect((await Promise.all(flood)).filter((answer) => answer.includes("Too many people"))).toHaveLength(14);
  expect(await other).toBe("hash of guess");
});
