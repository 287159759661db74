import { Icon } from "../ui/icons.tsx";

import { useConversation } from "../conversation/conversation_context.ts";
import { tMessage } from "./words.ts";

/** Beneath an original: how many answered, and the way to them. */
export function RepliesLink({ messageId, count }: { messageId: number; count: number }) {
  const conversation = useConversation();
  return (
    <button
      type="button"
      class="replies-link"
      data-replies={messageId}
      onClick={() => (conversation.panel.value = { kind: "replies", messageId })}
    >
      <Icon name="reply" size={14} />
      {tMessage("replies", { count })}
    </button>
  );
}
