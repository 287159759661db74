import { expect, test } from "bun:test";

import { silentLog } from "../../src/domain/log.ts";
import { createRoomStream } from "../../src/domain/live/room_stream.ts";
import type { Message } from "../../src/protocol/shapes.ts";
import { plainMessage, plainStored } from "../support/plain_values.ts";

const message = (id: number, rev: number) => plainMessage(id, { rev });
const stored = (id: number, rev: number) => plainStored(id, { rev });

interface StreamOptions {
  rows: Message[];
  audience?: boolean;
  floorRev?: number;
}

/** A stream over what the database holds; a read ends when the test lets it. */
function stream({ rows, audience = true, floorRev = 0 }: StreamOptions) {
  const published: (number | string)[] = [];
  const reads: { from: number; end: (outcome?: Error) => void }[] = [];
  let hasSockets = audience;
  const { take, takeBare } = createRoomStream({
    audience: {
      publish: ({ rev }, by) => void published.push(by ? `${rev} by ${by.length}` : rev),
      publishBare: (_roomId, rev) => void published.push(`bare ${rev}`),
      hasSockets: () => hasSockets,
    },
    messages: {
      changedAfter(_roomId, rev, limit) {
        return new Promise((resolve, reject) => {
          reads.push({
            from: rev,
            end: (error) => {
              if (error) reject(error);
              else resolve({ floorRev, messages: rows.filter((one) => one.rev > rev).slice(0, limit) });
            },
          });
        });
      },
    },
    log: silentLog,
  });
  return { take, takeBare, published, reads, setAudience: (has: boolean) => (hasSockets = has) };
}

test("[D3] each rev is published once, in order; what is known is skipped", () => {
  const { take, published } = stream({ rows: [] });
  for (const rev of [4, 5, 5, 4, 6]) take(stored(rev, rev));
  expect(published).toEqual([4, 5, 6]);
});

test("[D5] a gap is filled from the database before anything later goes out", async () => {
  const rows = [message(5, 5), message(6, 6), message(7, 7), message(8, 8)];
  const { take, published, reads } = stream({ rows });
  take(stored(4, 4));
  take(stored(7, 7));
  take(stored(8, 8));
  expect(published).toEqual([4]);
  expect(reads.map(({ from }) => from)).toEqual([4]);
  reads[0]?.end();
  await Bun.sleep(0);
  expect(published).toEqual([4, 5, 6, 7, 8]);
  take(stored(9, 9));
  expect(published.at(-1)).toBe(9);
});

test("[D3] what was committed while a gap was read comes after it, none twice", async () => {
  const rows = [message(5, 5), message(6, 6)];
  const { take, published, reads } = stream({ rows });
  take(stored(4, 4));
  take(stored(6, 6));
  reads[0]?.end();
  take(stored(7, 7));
  await Bun.sleep(0);
  expect(published).toEqual([4, 5, 6, 7]);
});

test("[D5] when the gap cannot be read, the rest still goes out: the clients see the hole and sync", async () => {
  const { take, published, reads } = stream({ rows: [] });
  take(stored(4, 4));
  take(stored(7, 7));
  reads[0]?.end(new Error("the disk"));
  await Bun.sleep(0);
  take(stored(8, 8));
  expect(published).toEqual([4, 7, 8]);
});

test("[D3] a room that was empty for a while is no gap", () => {
  const { take, published, reads, setAudience } = stream({ rows: [] });
  take(stored(4, 4));
  setAudience(false);
  take(stored(5, 5));
  take(stored(6, 6));
  setAudience(true);
  take(stored(7, 7));
  expect(published).toEqual([4, 7]);
  expect(reads).toEqual([]);
});

test("[W12] a bare rev keeps its place, and is told once", () => {
  const { take, takeBare, published } = stream({ rows: [] });
  take(stored(4, 4));
  takeBare(1, 5);
  takeBare(1, 5);
  take(stored(6, 6));
  expect(published).toEqual([4, "bare 5", 6]);
});

test("[W12] a gap that reaches below the floor is told as a bare rev: its rows do not tell what was emptied", async () => {
  const { take, published, reads } = stream({ rows: [message(5, 5), message(7, 7)], floorRev: 6 });
  take(stored(4, 4));
  take(stored(8, 8));
  reads[0]?.end();
  await Bun.sleep(0);
  expect(published).toEqual([4, "bare 6", 7, 8]);
});

test("[E3] who reacted goes out with the first of many outcomes that share a rev", () => {
  const { take, published } = stream({ rows: [] });
  const by = [1, 2].map((userId) => ({ userId, emoji: "👍", on: true }));
  take(stored(4, 4));
  for (const _ of by) take(stored(4, 5), by);
  expect(published).toEqual([4, "5 by 2"]);
});
