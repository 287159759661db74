import { Icon } from "../../icons.tsx";
import { plural } from "../../text/names.ts";

import { useDesk } from "./desk.ts";

/** Beneath an original: how many answered, and the way to them. */
export function RepliesLink({ messageId, count }: { messageId: number; count: number }) {
  const desk = useDesk();
  return (
    <button
      type="button"
      class="replies-link"
      data-replies={messageId}
      onClick={() => (desk.panel.value = { kind: "replies", messageId })}
    >
      <Icon name="reply" size={14} />
      {plural(count, "reply", "replies")}
    </button>
  );
}
