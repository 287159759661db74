// The actions of a message, as intents: buttons and menu call these.
import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { copyText } from "../ui/copy_text.ts";
import { messageLink } from "./message_link.ts";
import { nameOf } from "../people/people_words.ts";
import { ConfirmBox } from "../ui/confirm_dialog.tsx";

import { useConversation } from "../conversation/conversation_context.ts";
import { tMessage } from "./words.ts";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const CopyLink = lazy(dialogsChunk, ({ CopyLink }) => CopyLink, inDialog);

export function useMessageActions(message: Message, isMine: boolean) {
  const { show, attempt, notices } = useApp();
  const { core, who } = useChat();
  const conversation = useConversation();

  async function copyLink(): Promise<void> {
    const link = messageLink(location.origin, message);
    if (await copyText(link)) notices.notify(tMessage.localized("linkCopied"));
    else show((close) => <CopyLink link={link} close={close} />);
  }

  async function copyBody(): Promise<void> {
    notices.notify(
      (await copyText(message.body)) ? tMessage.localized("textCopied") : tMessage.localized("noCopy"),
    );
  }

  function askRemove(): void {
    const name = <bdi>{nameOf(who(message.author))}</bdi>;
    show((close) => (
      <ConfirmBox
        title={isMine ? tMessage("deleteMine") : tMessage.with("deleteTheirs", { name })}
        text={tMessage(isMine ? "deleteMineText" : "deleteTheirsText")}
        action={tMessage("delete")}
        isDanger
        run={() => attempt(() => core.remove(message.id))}
        close={close}
      />
    ));
  }

  return {
    edit: () => void (conversation.editing.value = message.id),
    reply: () => {
      conversation.answering.value = message.id;
      conversation.focus();
    },
    pin: (on: boolean) => void attempt(() => core.pin(message.id, on)),
    save: (on: boolean) => void attempt(() => core.save(message.id, on)),
    markUnread: () => void attempt(() => core.markUnread(message.roomId, message.seq)),
    copyText: () => void copyBody(),
    copyLink: () => void copyLink(),
    askRemove,
  };
}
