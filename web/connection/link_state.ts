// When the connection banner is shown: a short interruption is not reported, a reconnect is for a moment.
import { signal } from "@preact/signals";

import type { Link } from "./connection.ts";

const awayAfterMs = 1500;
const firstAwayAfterMs = 3000;
const backForMs = 3500;

interface LinkStatePorts {
  after: (delayMs: number, run: () => void) => { cancel: () => void };
  /** `navigator.onLine`. */
  isOnline: boolean;
}

export function createLinkState({ after, isOnline }: LinkStatePorts) {
  const link = signal<Link>("connecting");
  const isAway = signal(false);
  const isBack = signal(false);
  const isOffline = signal(!isOnline);
  const openings = signal(0);
  /** Of the latest change only: an earlier timer would hide the banner too soon. */
  let backEnd = { cancel() {} };

  const awayAfter = (delayMs: number) => after(delayMs, () => (isAway.value ||= link.value !== "open"));
  awayAfter(firstAwayAfterMs);

  return {
    link,
    /** The state that the banner draws. */
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
    /** The `online` and `offline` events. */
    setOffline: (offline: boolean) => void (isOffline.value = offline),
    /** A frame arrived: online, whatever the browser says; a local server needs no network. */
    received: () => void (isOffline.value = false),
  };
}
