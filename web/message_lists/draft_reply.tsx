import { useEffect, useState } from "preact/hooks";

import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import type { RoomState } from "../client/room_state.ts";
import { findById } from "../client/room_quotes.ts";
import { tMessage } from "../message/words.ts";
import { QuoteText } from "../message/quote_line.tsx";

/** The message that a draft replies to, in one line. */
export function DraftAnswer({ room, messageId }: { room: RoomState; messageId: number }) {
  const { api } = useApp();
  const { who } = useChat();
  const [asked, setAsked] = useState<Message | null>(null);
  const [isGone, setIsGone] = useState(false);
  const held = findById(room, messageId);
  const original = held ?? (asked?.id === messageId ? asked : null);

  useEffect(() => {
    setIsGone(false);
    if (held) return;
    api("GET /messages/{id}", { params: { id: messageId } }).then(
      ({ message }) => setAsked(message),
      () => setIsGone(true),
    );
  }, [messageId]);

  if (isGone && !original) return null;
  return (
    <p class="draft-answer">
      <Icon name="reply" size={14} />
      <span class="quote-line">
        {tMessage("inReplyTo")}{" "}
        {original ? (
          <QuoteText original={original} author={who(original.author)} />
        ) : (
          <span class="skeleton quote-skeleton" />
        )}
      </span>
    </p>
  );
}
