import { useApp } from "../app/app_context.ts";
import type { MenuItem } from "../ui/menu_list.tsx";
import { tMessage } from "./words.ts";

import { useConversation } from "../conversation/conversation_context.ts";
import type { Message } from "../../src/protocol/shapes.ts";
import { useMessageActions } from "./use_message_actions.tsx";
import { panelsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const Reactors = lazy(panelsChunk, ({ Reactors }) => Reactors, inDialog);

export interface MessageActionsProps {
  message: Message;
  isMine: boolean;
  isSaved: boolean;
  /** W8: an owner of the room or an admin. */
  mayModerate: boolean;
  /** Nothing can be posted, changed or reacted to in an archived room (G5). */
  isArchived: boolean;
  /** Which reactions are mine. */
  given: ReadonlySet<string>;
}

/** The actions of a message, besides reacting; null separates groups. */
export function useMessageItems(props: MessageActionsProps): (MenuItem | null)[] {
  const { message, isMine, isSaved, isArchived, mayModerate } = props;
  const app = useApp();
  const conversation = useConversation();
  const actions = useMessageActions(message, isMine);
  const isPinned = message.pinnedAt !== null;
  const [firstReaction] = message.reactions;
  const items: (MenuItem | null | false | undefined)[] = [
    !isArchived &&
      conversation.originalId === null && { icon: "reply", label: tMessage("reply"), run: actions.reply },
    isMine && !isArchived && { icon: "pencil", label: tMessage("edit"), run: actions.edit },
    !isArchived && {
      icon: "pin",
      label: tMessage(isPinned ? "unpin" : "pin"),
      run: () => actions.pin(!isPinned),
    },
    {
      icon: "bookmark",
      label: tMessage(isSaved ? "unsave" : "saveForLater"),
      run: () => actions.save(!isSaved),
    },
    // Under a finger nothing can be selected: it opens these.
    message.body !== "" && { icon: "copy", label: tMessage("copyText"), run: actions.copyText },
    { icon: "link", label: tMessage("copyLink"), run: actions.copyLink },
    firstReaction && {
      icon: "people",
      label: tMessage("whoReacted"),
      run: () =>
        app.show((close) => <Reactors message={message} emoji={firstReaction.emoji} close={close} />),
    },
    { icon: "unread", label: tMessage("markUnread"), run: actions.markUnread },
    (isMine || mayModerate) && null,
    (isMine || mayModerate) && {
      icon: "trash",
      label: tMessage("delete"),
      run: actions.askRemove,
      isDanger: true,
    },
  ];
  return items.filter((item) => item !== false && item !== undefined);
}
