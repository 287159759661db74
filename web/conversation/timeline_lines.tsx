// Lines between messages and at the ends of a room.
import { useChat } from "../app/app_context.ts";
import { dayName } from "../i18n/times.ts";
import { tUi } from "../ui/words.ts";
import { tConversationLazy } from "./lazy_words.ts";
import { Menu } from "../ui/menu.tsx";
import { toolsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const DayList = lazy(toolsChunk, ({ DayList }) => DayList, inDialog);

/** A day, and the menu of other days. */
export function DayLine({ rowKey, at }: { rowKey: string; at: number }) {
  const day = dayName(at, Date.now());
  return (
    <div class="day-line" data-key={rowKey}>
      <Menu
        class="day-pill"
        label={tConversationLazy("otherDay", { day })}
        list={(menu) => <DayList {...menu} />}
      >
        {day}
      </Menu>
    </div>
  );
}

export function UnreadLine({ count }: { count: number }) {
  const text = tConversationLazy("newCount", { count });
  return (
    <div class="unread-line" data-key="unread" role="separator" aria-label={text}>
      <span>{text}</span>
    </div>
  );
}

/** A page failed to load at one end; offline it is retried later. */
export function FailedEdge({ side, run }: { side: "before" | "after"; run: () => void }) {
  const { link } = useChat();
  const isOlder = side === "before";
  if (link.value !== "open")
    return <span>{tConversationLazy(isOlder ? "olderOffline" : "newerOffline")}</span>;
  return (
    <span>
      {tConversationLazy(isOlder ? "olderFailed" : "newerFailed")}{" "}
      <button type="button" class="link" onClick={run}>
        {tUi("tryAgain")}
      </button>
    </span>
  );
}
