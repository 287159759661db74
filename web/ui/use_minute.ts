import { useEffect, useState } from "preact/hooks";

const minuteMs = 60_000;

/** The time, updated each minute: statuses and do-not-disturb expire. */
export function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  // A status chosen just now has started already.
  return Math.max(now, Date.now());
}
