import { Icon } from "../ui/icons.tsx";

import { useDesk } from "../conversation/conversation_context.ts";
import { tMessage } from "./words.ts";

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
      {tMessage("replies", { count })}
    </button>
  );
}
