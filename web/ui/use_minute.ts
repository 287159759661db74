import { useEffect, useState } from "preact/hooks";

const minuteMs = 60_000;

/** The time, drawn again each minute: statuses and silences end by themselves. */
export function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  // What was chosen just now has begun already.
  return Math.max(now, Date.now());
}
