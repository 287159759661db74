// An original, its replies in order, and a composer. Live: the core updates it like the room.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import type { RoomState } from "../client/room_state.ts";
import { follows, keyOf } from "./timeline_rows.ts";

import { ArchivedLine } from "./archived_line.tsx";
import { TypingLine } from "./typing_line.tsx";
import { Composer } from "../composer/composer.tsx";
import { createConversation, ConversationContext, useConversation } from "./conversation_context.ts";
import { MessageRow } from "../message/message_row.tsx";
import { useRovingFocus } from "../ui/use_roving_focus.ts";
import { PanelFrame } from "./panel_frame.tsx";
import { PendingRows } from "./pending_rows.tsx";
import { rowFactsOf } from "../message/row_facts.ts";
import { useLongPress } from "../message/use_long_press.ts";
import { useEditLast } from "./use_edit_last.ts";
import { tMessage } from "../message/words.ts";
import { tUi } from "../ui/words.ts";
import { tConversationLazy } from "./lazy_words.ts";

interface RepliesPanelProps {
  room: RoomState;
  messageId: number;
  /** Focus the composer, on a touch screen too. */
  isToWrite: boolean | undefined;
}

export function RepliesPanel({ room, messageId, isToWrite }: RepliesPanelProps) {
  const chat = useChat();
  const outer = useConversation();
  const [hasFailed, setHasFailed] = useState(false);
  const conversation = useMemo(
    () =>
      createConversation({
        roomId: room.info.id,
        drafts: chat.drafts,
        within: { originalId: messageId, room: outer },
      }),
    [messageId],
  );

  function open(): void {
    setHasFailed(false);
    chat.core.replies.open(room.info.id, messageId).catch(() => setHasFailed(true));
  }
  useEffect(() => {
    open();
    if (isToWrite) conversation.focus();
    return () => chat.core.replies.close();
  }, []);

  const panel = room.panel?.original.id === messageId ? room.panel : null;
  return (
    <ConversationContext.Provider value={conversation}>
      <PanelFrame title={tConversationLazy("repliesTitle")} returnTo={`[data-replies="${messageId}"]`}>
        {panel ? (
          <Thread
            room={room}
            original={panel.original}
            replies={panel.messages}
            hasMore={panel.next !== null}
          />
        ) : (
          <p class="panel-note">
            {hasFailed ? (
              <>
                {tConversationLazy("repliesFailed")}{" "}
                <button type="button" class="link" onClick={open}>
                  {tUi("tryAgain")}
                </button>
              </>
            ) : (
              tUi("loading")
            )}
          </p>
        )}
        {room.info.archivedAt === null ? (
          <Composer room={room} label={tMessage("reply")} typing={<TypingLine room={room} />} />
        ) : (
          <ArchivedLine />
        )}
      </PanelFrame>
    </ConversationContext.Provider>
  );
}

interface ThreadProps {
  room: RoomState;
  original: Message;
  replies: readonly Message[];
  hasMore: boolean;
}

function Thread({ room, original, replies, hasMore }: ThreadProps) {
  const { attempt } = useApp();
  const chat = useChat();
  const conversation = useConversation();
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [isBusy, setIsBusy] = useState(false);
  useLongPress(box);
  useRovingFocus(box, { row: "article", start: "last" });
  const factsOf = rowFactsOf(chat, room, null);
  const entries = hasMore
    ? []
    : chat.outbox.value.filter(({ roomId, replyTo }) => roomId === room.info.id && replyTo === original.id);

  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(() => {
    conversation.toEnd = () => void (isAtEnd.current = true);
  }, [conversation]);
  useEditLast({
    messages: () => chat.core.state().rooms.get(room.info.id)?.panel?.messages ?? [],
    isHere: ({ roomId, replyTo }) => roomId === room.info.id && replyTo === original.id,
  });
  useLayoutEffect(() => {
    if (isAtEnd.current) toEnd();
  }, [replies.length, entries.length]);

  async function more(): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    isAtEnd.current = false;
    await attempt(() => chat.core.replies.more());
    setIsBusy(false);
  }

  const row = (message: Message, before: Message | undefined) => {
    const key = keyOf(message.author.id, message.clientId);
    return (
      <MessageRow
        key={key}
        rowKey={key}
        message={message}
        // All of them answer the same message: no quotes needed.
        isQuoting={false}
        isFollowing={before !== undefined && follows({ ...message, replyTo: null }, before)}
        {...factsOf(message)}
      />
    );
  };
  return (
    <div
      ref={box}
      class="panel-scroll"
      tabIndex={-1}
      role="group"
      aria-label={tConversationLazy("thread")}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 40;
      }}
    >
      {row(original, undefined)}
      <p class="thread-count">
        {original.replies > 0
          ? tMessage("replies", { count: original.replies })
          : tConversationLazy("noReplies")}
      </p>
      {replies.map((message, at) => row(message, replies[at - 1]))}
      {hasMore && (
        <p class="panel-note">
          <button type="button" class="link" onClick={() => void more()}>
            {tUi(isBusy ? "loading" : "showMore")}
          </button>
        </p>
      )}
      <PendingRows room={room} entries={entries} last={replies.at(-1)} isQuoting={false} />
    </div>
  );
}
