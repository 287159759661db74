import type { Message } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { ConfirmBox } from "../dialogs/confirm_box.tsx";
import { Menu, type MenuItem } from "../parts/menu.tsx";

import { useDesk } from "./desk.ts";

/** What may be done with a message, at the upper end of its row. */
export function MessageActions({ message, isMine }: { message: Message; isMine: boolean }) {
  const { dialog, attempt } = useApp();
  const { core } = useChat();
  const desk = useDesk();
  const close = () => (dialog.value = null);
  const edit = () => (desk.editing.value = message.id);

  const askRemove = () =>
    (dialog.value = {
      draw: () => (
        <ConfirmBox
          title="Delete this message?"
          text="Everyone will see that it was deleted. It cannot be brought back."
          action="Delete"
          isGrave
          run={() => attempt(() => core.remove(message.id))}
          close={close}
        />
      ),
    });

  const unread: MenuItem = {
    icon: "unread",
    label: "Mark unread from here",
    run: () => void attempt(() => core.markUnread(message.roomId, message.seq)),
  };
  const own: (MenuItem | null)[] = [
    { icon: "pencil", label: "Edit", run: edit },
    unread,
    null,
    { icon: "trash", label: "Delete", run: askRemove, isGrave: true },
  ];
  return (
    <div class="message-actions">
      {isMine && (
        <button type="button" class="icon-button" aria-label="Edit" title="Edit" onClick={edit}>
          <Icon name="pencil" size={16} />
        </button>
      )}
      <Menu label="Message menu" items={isMine ? own : [unread]}>
        <Icon name="more" size={16} />
      </Menu>
    </div>
  );
}
