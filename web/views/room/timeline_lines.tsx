// What stands between messages and at the ends of a room.
import { dayName } from "../../text/times.ts";

export function DayLine({ rowKey, at }: { rowKey: string; at: number }) {
  return (
    <div class="day-line" data-key={rowKey} role="separator" aria-label={dayName(at, Date.now())}>
      <span>{dayName(at, Date.now())}</span>
    </div>
  );
}

export function UnreadLine({ count }: { count: number }) {
  const text = `${count} new`;
  return (
    <div class="unread-line" data-key="unread" role="separator" aria-label={text}>
      <span>{text}</span>
    </div>
  );
}

export function RetryLine({ text, run }: { text: string; run: () => void }) {
  return (
    <span>
      {text}{" "}
      <button type="button" class="link" onClick={run}>
        Try again
      </button>
    </span>
  );
}

export function Beginning({ name, isEmpty }: { name: string; isEmpty: boolean }) {
  return (
    <div class="beginning">
      <h2>
        <bdi>{name}</bdi>
      </h2>
      <p>
        {isEmpty ? "Nothing has been said here yet. Say the first word." : "This is where the room begins."}
      </p>
    </div>
  );
}
