import { useEffect } from "preact/hooks";

import type { Message } from "../../../src/protocol/shapes.ts";
import { useApp } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { Menu } from "../parts/menu.tsx";
import { MenuList, type MenuItem } from "../parts/menu_list.tsx";

import { useDesk } from "./desk.ts";
import { Reactors } from "./later_beside.tsx";
import { QuickReactions } from "./quick_reactions.tsx";
import { useMessageDeeds } from "./use_message_deeds.tsx";
import { sayMessage } from "../../words/en/message.ts";

export interface MessageActionsProps {
  message: Message;
  isMine: boolean;
  isSaved: boolean;
  /** W8: an owner of the room or an admin. */
  mayModerate: boolean;
  /** Nothing is said, changed or given in an archived room (G5). */
  isArchived: boolean;
  /** Which reactions are mine. */
  given: ReadonlySet<string>;
}

/** What may be done with a message, at the upper end of its row. */
export function MessageActions(props: MessageActionsProps) {
  const { message, isMine, isArchived, given } = props;
  const app = useApp();
  const desk = useDesk();
  const deeds = useMessageDeeds(message, isMine);
  const hold = (isOpen: boolean) => void (desk.isHeld = isOpen);
  useEffect(() => () => hold(false), []);
  const mayAnswer = !isArchived && desk.originalId === null;
  return (
    <div class="message-actions">
      {!isArchived && <QuickReactions message={message} given={given} onToggle={hold} />}
      {mayAnswer && (
        <button
          type="button"
          class="icon-button"
          aria-label={sayMessage("reply")}
          title={sayMessage("reply")}
          onClick={deeds.reply}
        >
          <Icon name="reply" size={16} />
        </button>
      )}
      {isMine && !isArchived && (
        <button
          type="button"
          class="icon-button"
          aria-label={sayMessage("edit")}
          title={sayMessage("edit")}
          onClick={deeds.edit}
        >
          <Icon name="pencil" size={16} />
        </button>
      )}
      <Menu
        label={sayMessage("menu")}
        onToggle={hold}
        list={(menu) => <MenuList {...menu} items={menuItems(props, { app, deeds, mayAnswer })} />}
      >
        <Icon name="more" size={16} />
      </Menu>
    </div>
  );
}

interface Offers {
  app: ReturnType<typeof useApp>;
  deeds: ReturnType<typeof useMessageDeeds>;
  mayAnswer: boolean;
}

function menuItems(
  { message, isMine, isSaved, isArchived, mayModerate }: MessageActionsProps,
  { app, deeds, mayAnswer }: Offers,
): (MenuItem | null)[] {
  const isPinned = message.pinnedAt !== null;
  const [firstReaction] = message.reactions;
  const items: (MenuItem | null | false | undefined)[] = [
    mayAnswer && { icon: "reply", label: sayMessage("reply"), run: deeds.reply },
    isMine && !isArchived && { icon: "pencil", label: sayMessage("edit"), run: deeds.edit },
    !isArchived && {
      icon: "pin",
      label: sayMessage(isPinned ? "unpin" : "pin"),
      run: () => deeds.pin(!isPinned),
    },
    {
      icon: "bookmark",
      label: sayMessage(isSaved ? "unsave" : "save"),
      run: () => deeds.save(!isSaved),
    },
    // Under a finger there is no selection: it opens this menu.
    message.body !== "" && { icon: "copy", label: sayMessage("copyText"), run: deeds.copyText },
    { icon: "link", label: sayMessage("copyLink"), run: deeds.copyLink },
    firstReaction && {
      icon: "people",
      label: sayMessage("whoReacted"),
      run: () =>
        app.show((close) => <Reactors message={message} emoji={firstReaction.emoji} close={close} />),
    },
    { icon: "unread", label: sayMessage("markUnread"), run: deeds.markUnread },
    (isMine || mayModerate) && null,
    (isMine || mayModerate) && {
      icon: "trash",
      label: sayMessage("delete"),
      run: deeds.askRemove,
      isGrave: true,
    },
  ];
  return items.filter((item) => item !== false && item !== undefined);
}
