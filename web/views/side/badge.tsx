import { limits } from "../../../src/protocol/limits.ts";
import { plural } from "../../text/names.ts";
import type { Badge } from "../../text/side_lists.ts";

/** How much is new: in second ink, or hot where it is about me. */
export function CountBadge({ count, says, isHot }: Pick<Badge, "count" | "says" | "isHot">) {
  if (count === 0) return null;
  const words =
    says === "mentions"
      ? plural(count, "mention", "mentions")
      : plural(count, "unread message", "unread messages");
  return (
    <span class={isHot ? "side-row-count is-hot" : "side-row-count"}>
      <span aria-hidden="true">{count >= limits.unreadCap ? `${limits.unreadCap - 1}+` : count}</span>
      <span class="unseen">{words}</span>
    </span>
  );
}
