// Times are drawn again when the day or the time zone changes while the page is open: at midnight, and when a person travels.
import type { After } from "./timers.ts";

const minuteMs = 60_000;

interface CalendarOptions {
  window: Window;
  after: After;
  changed: () => void;
}

export function followCalendar({ window, after, changed }: CalendarOptions): void {
  let known = today();

  function check(): void {
    const now = today();
    if (now === known) return;
    known = now;
    changed();
  }

  /** In every zone a day starts on a full minute. */
  function wait(): void {
    after(minuteMs - (Date.now() % minuteMs), () => {
      check();
      wait();
    });
  }

  wait();
  // No timer runs while the machine sleeps.
  window.addEventListener("focus", check);
  window.document.addEventListener("visibilitychange", check);
}

const today = () => `${new Date().toDateString()} ${new Intl.DateTimeFormat().resolvedOptions().timeZone}`;
