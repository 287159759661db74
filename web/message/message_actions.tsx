import { useEffect } from "preact/hooks";

import { IconButton } from "../ui/icon_button.tsx";
import { Icon } from "../ui/icons.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuList } from "../ui/menu_list.tsx";

import { useConversation } from "../conversation/conversation_context.ts";
import { useMessageItems, type MessageActionsProps } from "./message_menu_items.tsx";
import { QuickReactions } from "../reactions/quick_reactions.tsx";
import { useMessageActions } from "./use_message_actions.tsx";
import { tMessage } from "./words.ts";

/** The actions of a message, at the upper end of its row. */
export function MessageActions(props: MessageActionsProps) {
  const { message, isMine, isArchived, given } = props;
  const conversation = useConversation();
  const actions = useMessageActions(message, isMine);
  const items = useMessageItems(props);
  const hold = (isOpen: boolean) => void (conversation.isHeld = isOpen);
  useEffect(() => () => hold(false), []);
  const mayAnswer = !isArchived && conversation.originalId === null;
  return (
    <div class="message-actions-track">
      <div class="message-actions">
        {!isArchived && <QuickReactions message={message} given={given} onToggle={hold} />}
        {mayAnswer && <IconButton icon="reply" size={16} label={tMessage("reply")} onClick={actions.reply} />}
        {isMine && !isArchived && (
          <IconButton icon="pencil" size={16} label={tMessage("edit")} onClick={actions.edit} />
        )}
        <Menu label={tMessage("menu")} onToggle={hold} list={(menu) => <MenuList {...menu} items={items} />}>
          <Icon name="more" size={16} />
        </Menu>
      </div>
    </div>
  );
}
