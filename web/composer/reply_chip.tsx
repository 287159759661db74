import { useEffect, useId, useState } from "preact/hooks";

import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { IconButton } from "../ui/icon_button.tsx";
import { Icon } from "../ui/icons.tsx";
import { findById } from "../client/room_quotes.ts";
import { tComposer } from "./words.ts";

import { useConversation } from "../conversation/conversation_context.ts";
import { conversationChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";

const QuoteText = lazy(conversationChunk, ({ QuoteText }) => QuoteText, {
  waiting: () => <span class="skeleton quote-skeleton" />,
});

/** Above the composer: what is being answered, and the way not to. */
export function AnswerChip() {
  const { api } = useApp();
  const chat = useChat();
  const conversation = useConversation();
  const id = conversation.answering.value;
  const [asked, setAsked] = useState<Message | null>(null);
  const lineId = useId();
  const room = chat.state.value.rooms.get(conversation.roomId);
  const held = id === null || !room ? undefined : findById(room, id);
  const original = held ?? (asked?.id === id ? asked : null);

  // A draft from another time may answer what is not here.
  useEffect(() => {
    if (id === null || held) return;
    api("GET /messages/{id}", { params: { id } }).then(
      ({ message }) => setAsked(message),
      () =>
        (conversation.answering.value =
          conversation.answering.value === id ? null : conversation.answering.value),
    );
  }, [id, held === undefined]);

  if (id === null || conversation.originalId !== null) return null;
  return (
    <div class="reply-chip" role="group" aria-labelledby={lineId}>
      <Icon name="reply" size={16} />
      <span id={lineId} class="reply-line">
        <span class="unseen">{tComposer("replyingTo")}</span>
        {original ? (
          <QuoteText original={original} author={chat.who(original.author)} />
        ) : (
          <span class="skeleton quote-skeleton" />
        )}
      </span>
      <IconButton
        icon="close"
        size={16}
        label={tComposer("doNotReply")}
        onClick={() => {
          conversation.answering.value = null;
          conversation.focus();
        }}
      />
    </div>
  );
}
