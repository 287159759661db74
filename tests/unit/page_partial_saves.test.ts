// P4: quiet hours are saved whole, a field at a time.
import { beforeEach, expect, test } from "bun:test";

import { createPartialSaves } from "../../web/settings/partial_saves.ts";
import { problemOf } from "../support/problem_of.ts";

interface Hours {
  from: string;
  to: string;
  zone: string;
}

const before: Hours = { from: "22:00", to: "07:00", zone: "UTC" };
let stored: Hours;
/** What was sent, each with how it is answered. */
let sent: { whole: Hours; answer: PromiseWithResolvers<void> }[];
let saves: ReturnType<typeof createPartialSaves<Hours>>;
beforeEach(() => {
  stored = before;
  sent = [];
  saves = createPartialSaves<Hours>({
    stored: () => stored,
    save(whole) {
      const answer = Promise.withResolvers<void>();
      sent.push({ whole, answer });
      return answer.promise;
    },
  });
});

function receive(now: Hours): void {
  stored = now;
  saves.onServerState(now);
}
const turn = () => new Promise(setImmediate);

test("[P4] of three quick changes each keeps what the ones before it changed, though what is stored is told late", async () => {
  const done = [saves.change({ from: "21:00" }), saves.change({ to: "08:00" })];
  await turn();
  expect(sent.map(({ whole }) => whole)).toEqual([{ ...before, from: "21:00" }]);
  sent[0]?.answer.resolve();
  await done[0];
  await turn();
  // The first is told while the second is on its way.
  receive({ ...before, from: "21:00" });
  const third = saves.change({ zone: "Asia/Tokyo" });
  sent[1]?.answer.resolve();
  await done[1];
  await turn();
  sent[2]?.answer.resolve();
  expect(await third).toEqual({ from: "21:00", to: "08:00", zone: "Asia/Tokyo" });
  expect(sent.map(({ whole }) => whole)).toEqual([
    { ...before, from: "21:00" },
    { ...before, from: "21:00", to: "08:00" },
    { from: "21:00", to: "08:00", zone: "Asia/Tokyo" },
  ]);
});

test("[P4] what was refused is in no later change, and what another page changed meanwhile stays", async () => {
  const refused = saves.change({ from: "20:00" });
  const first = saves.change({ to: "06:00" });
  await turn();
  sent[0]?.answer.reject(new Error("No."));
  expect(await problemOf(refused)).toBe("No.");
  await turn();
  sent[1]?.answer.resolve();
  expect(await first).toEqual({ ...before, to: "06:00" });
  receive({ ...before, to: "06:00" });
  receive({ ...before, to: "05:00" });
  const next = saves.change({ from: "23:00" });
  await turn();
  sent[2]?.answer.resolve();
  expect(await next).toEqual({ ...before, from: "23:00", to: "05:00" });
});
