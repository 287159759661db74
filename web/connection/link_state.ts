// What a person is told of the connection, and when: a blink of the line is not worth a word, its return is one for a moment.
import { signal } from "@preact/signals";

import type { Link } from "./connection.ts";

const awayAfterMs = 1500;
const firstAwayAfterMs = 3000;
const backForMs = 3500;

interface LinkStatePorts {
  after: (delayMs: number, run: () => void) => { cancel: () => void };
  /** Whether the browser says that there is a network. */
  isOnline: boolean;
}

export function createLinkState({ after, isOnline }: LinkStatePorts) {
  const link = signal<Link>("connecting");
  const isAway = signal(false);
  const isBack = signal(false);
  const isOffline = signal(!isOnline);
  const openings = signal(0);
  /** Of the last time alone: an earlier one would end this one's words. */
  let backEnd = { cancel() {} };

  const awayAfter = (delayMs: number) => after(delayMs, () => (isAway.value ||= link.value !== "open"));
  awayAfter(firstAwayAfterMs);

  return {
    link,
    /** What the banner says it by; read while drawing. */
    facts: () => ({
      link: link.value,
      isAway: isAway.value,
      isOffline: isOffline.value,
      isBack: isBack.value,
      isFirst: openings.value < 2,
    }),
    show: (next: Link): void => {
      if (next === "open" && isAway.value) {
        isBack.value = true;
        backEnd.cancel();
        backEnd = after(backForMs, () => (isBack.value = false));
      }
      if (next === "open") {
        isAway.value = false;
        openings.value += 1;
      } else if (link.value === "open" || link.value === next) awayAfter(awayAfterMs);
      link.value = next;
    },
    /** The browser says so. */
    setOffline: (offline: boolean) => void (isOffline.value = offline),
    /** A frame arrived: online, even if the browser says otherwise, for a local server needs no network. */
    received: () => void (isOffline.value = false),
  };
}
