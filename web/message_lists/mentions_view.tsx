import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { mentionsMe } from "../client/mentions_me.ts";
import { originalOf } from "../client/room_quotes.ts";
import { foldInbox } from "./listed_messages.ts";
import { tMessageLists } from "./words.ts";
import { EmptyState } from "../ui/empty_state.tsx";

import { MessageListView } from "./message_list_view.tsx";
import { listPage, useMessageList } from "./use_message_list.ts";
import { useMessageEvents } from "./use_message_events.ts";

/** M4: messages that mention me or reply to me, newest first. */
export function MentionsView() {
  const { api } = useApp();
  const { user, state } = useChat();
  const me = user.value.id;

  /** The message it replies to, if known here. */
  function answered(message: Message): Message | undefined {
    const room = state.peek().rooms.get(message.roomId);
    return room && originalOf(room, message);
  }

  function belongsInInbox(message: Message): boolean {
    if (message.author.id === me || message.deletedAt !== null) return false;
    return mentionsMe(message, me) || answered(message)?.author.id === me;
  }

  const { list, readFront } = useMessageList({
    load: (before) =>
      api("GET /mentions", { query: { limit: listPage, ...(before === undefined ? {} : { before }) } }),
    fold: (known, received) => foldInbox(known, received, belongsInInbox),
  });
  // Without the original only the server knows whether a reply is to me.
  useMessageEvents((received) => {
    const isOpen = ({ author, replyTo, editedAt, deletedAt }: Message) =>
      author.id !== me && replyTo !== null && editedAt === null && deletedAt === null;
    if (received.some((message) => isOpen(message) && !answered(message))) void readFront();
  });

  return (
    <MessageListView
      title={tMessageLists("mentions")}
      icon="at"
      list={list}
      noteOf={(message) => tMessageLists(mentionsMe(message, me) ? "mentionedYou" : "repliedToYou")}
      empty={
        <EmptyState icon="at" title={tMessageLists("nobodyMentioned")}>
          <p>{tMessageLists("whatMentionsAre")}</p>
        </EmptyState>
      }
    />
  );
}
