import { IconButton } from "../ui/icon_button.tsx";
import { Icon } from "../ui/icons.tsx";
import { clockTime, shortTime } from "../i18n/times.ts";
import { tConversationLazy } from "./lazy_words.ts";

interface UnreadBarProps {
  count: number;
  /** When the first unread message was posted; null while it is not loaded. */
  since: number | null;
  jump: () => void;
  dismiss: () => void;
}

/** Unread messages start further up: the way there. */
export function UnreadBar({ count, since, jump, dismiss }: UnreadBarProps) {
  const label = tConversationLazy("allRead");
  return (
    <div class="unread-bar" role="group" aria-label={tConversationLazy("unreadAbove")}>
      <button type="button" class="unread-jump" onClick={jump}>
        <Icon name="up" size={16} />
        {since === null
          ? tConversationLazy("newCount", { count })
          : tConversationLazy("newSince", { count, time: timeOf(since) })}
      </button>
      <IconButton class="unread-dismiss" icon="close" size={16} label={label} onClick={dismiss} />
    </div>
  );
}

function timeOf(time: number): string {
  const isToday = new Date(time).toDateString() === new Date().toDateString();
  return isToday ? clockTime(time) : shortTime(time);
}
