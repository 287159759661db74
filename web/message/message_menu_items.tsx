import { useApp } from "../app/app.ts";
import type { MenuItem } from "../ui/menu_list.tsx";
import { tMessage } from "./words.ts";

import { useDesk } from "../conversation/conversation_context.ts";
import { Reactors } from "../conversation/lazy_panels.tsx";
import type { MessageActionsProps } from "./message_actions.tsx";
import { useMessageDeeds } from "./use_message_actions.tsx";

/** What may be done with a message, besides reacting; null stands between groups. */
export function useMessageItems(props: MessageActionsProps): (MenuItem | null)[] {
  const { message, isMine, isSaved, isArchived, mayModerate } = props;
  const app = useApp();
  const desk = useDesk();
  const deeds = useMessageDeeds(message, isMine);
  const isPinned = message.pinnedAt !== null;
  const [firstReaction] = message.reactions;
  const items: (MenuItem | null | false | undefined)[] = [
    !isArchived && desk.originalId === null && { icon: "reply", label: tMessage("reply"), run: deeds.reply },
    isMine && !isArchived && { icon: "pencil", label: tMessage("edit"), run: deeds.edit },
    !isArchived && {
      icon: "pin",
      label: tMessage(isPinned ? "unpin" : "pin"),
      run: () => deeds.pin(!isPinned),
    },
    {
      icon: "bookmark",
      label: tMessage(isSaved ? "unsave" : "saveForLater"),
      run: () => deeds.save(!isSaved),
    },
    // Under a finger nothing can be selected: it opens these.
    message.body !== "" && { icon: "copy", label: tMessage("copyText"), run: deeds.copyText },
    { icon: "link", label: tMessage("copyLink"), run: deeds.copyLink },
    firstReaction && {
      icon: "people",
      label: tMessage("whoReacted"),
      run: () =>
        app.show((close) => <Reactors message={message} emoji={firstReaction.emoji} close={close} />),
    },
    { icon: "unread", label: tMessage("markUnread"), run: deeds.markUnread },
    (isMine || mayModerate) && null,
    (isMine || mayModerate) && {
      icon: "trash",
      label: tMessage("delete"),
      run: deeds.askRemove,
      isGrave: true,
    },
  ];
  return items.filter((item) => item !== false && item !== undefined);
}
