import { limits } from "../../src/protocol/limits.ts";
import { tUi } from "./words.ts";
import { writeNumber } from "../i18n/locale.ts";

interface CountBadgeProps {
  /** 0: none is shown. */
  count: number;
  says: "unread" | "mentions";
  isMention: boolean;
}

/** The number of new messages: muted, or highlighted for mentions. */
export function CountBadge({ count, says, isMention }: CountBadgeProps) {
  if (count === 0) return null;
  return (
    <span class={isMention ? "sidebar-row-count is-mention" : "sidebar-row-count"}>
      <span aria-hidden="true">
        {count >= limits.unreadCap ? tUi("overCap", { count: limits.unreadCap - 1 }) : writeNumber(count)}
      </span>
      <span class="unseen">{tUi(says === "mentions" ? "mentionCount" : "unreadCount", { count })}</span>
    </span>
  );
}
