// When the page says that the connection is away, and that it is back.
import { expect, test } from "bun:test";

import { createLinkState } from "../../web/connection/link_state.ts";

function start({ isOnline = true } = {}) {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const state = createLinkState({
    isOnline,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return { cancel: () => void (timers = timers.filter((one) => one !== timer)) };
    },
  });
  return {
    ...state,
    pass: (ms: number) => {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
  };
}

test("[PAGE] a blink of the connection is not told, a longer absence is, and its end for a moment", () => {
  const { show, pass, facts } = start();
  show("open");
  show("waiting");
  pass(1000);
  show("open");
  pass(1000);
  expect(facts()).toMatchObject({ isAway: false, isBack: false });

  show("waiting");
  pass(1500);
  expect(facts().isAway).toBe(true);
  show("open");
  expect(facts()).toMatchObject({ isAway: false, isBack: true, isFirst: false });
  pass(3499);
  expect(facts().isBack).toBe(true);
  pass(1);
  expect(facts().isBack).toBe(false);
});

test("[PAGE] the end of an earlier return does not end the words of a later one", () => {
  const { show, pass, facts } = start();
  show("waiting");
  pass(3000);
  show("open");
  pass(500);
  show("waiting");
  pass(1500);
  show("open");
  pass(2000);
  expect(facts().isBack).toBe(true);
});

test("[PAGE] what comes over the line is worth more than what the browser says of the network", () => {
  const { received, facts, setOffline } = start({ isOnline: false });
  expect(facts().isOffline).toBe(true);
  received();
  expect(facts().isOffline).toBe(false);
  setOffline(true);
  expect(facts().isOffline).toBe(true);
});
