import { useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";

import type { Message } from "../../../src/protocol/shapes.ts";
import { useChat } from "../../app/app.ts";
import { clockTime, fullTime, gutterTime } from "../../text/times.ts";
import { Avatar } from "../parts/avatar.tsx";
import { steady } from "../parts/steady.tsx";

import { Body } from "./body.tsx";
import { useDesk } from "./desk.ts";
import { EditBox } from "./edit_box.tsx";
import { MessageActions } from "./message_actions.tsx";

export interface MessageRowProps {
  rowKey: string;
  message: Message;
  /** By the same person within minutes: only the text. */
  isFollowing: boolean;
  isMine: boolean;
}

export const MessageRow = steady(function MessageRowView({
  rowKey,
  message,
  isFollowing,
  isMine,
}: MessageRowProps) {
  const desk = useDesk();
  const chat = useChat();
  const { id, seq, author, body, createdAt, editedAt, deletedAt } = message;
  const isActive = useComputed(() => desk.active.value === rowKey);
  const isEditing = useComputed(() => desk.editing.value === id);
  const isGone = deletedAt !== null;

  // Deleted elsewhere while I was editing it: my text goes to the composer.
  useEffect(() => {
    if (!isGone || desk.editing.value !== id) return;
    const text = chat.edits.get(id) ?? "";
    desk.draft.value = [desk.draft.value, text].filter(Boolean).join("\n");
    chat.edits.delete(id);
    desk.editing.value = null;
  }, [isGone]);

  const time = (
    <time dir="auto" dateTime={new Date(createdAt).toISOString()} title={fullTime(createdAt)}>
      {isFollowing ? gutterTime(createdAt) : clockTime(createdAt)}
    </time>
  );
  const show = () => (desk.active.value = rowKey);
  return (
    <article
      class={`message${isFollowing ? " is-following" : ""}${isActive.value ? " is-active" : ""}`}
      data-key={rowKey}
      data-seq={seq}
      tabIndex={-1}
      aria-label={`${author.displayName}, ${clockTime(createdAt)}`}
      onPointerEnter={(event) => event.pointerType === "mouse" && show()}
      onPointerLeave={(event) => {
        const isLeft = event.pointerType === "mouse" && desk.active.value === rowKey;
        if (isLeft && !event.currentTarget.querySelector('[aria-expanded="true"]')) desk.active.value = null;
      }}
      onFocusIn={show}
      onClick={show}
    >
      {isFollowing ? <span class="gutter-time">{time}</span> : <Avatar author={author} />}
      <div class="message-main">
        {!isFollowing && (
          <p class="message-head">
            <bdi class="author">{author.displayName}</bdi> {time}
          </p>
        )}
        {isGone ? (
          <p class="tombstone">This message was deleted.</p>
        ) : isEditing.value ? (
          <EditBox message={message} />
        ) : (
          <Body text={body} isEdited={editedAt !== null} />
        )}
      </div>
      {isActive.value && !isGone && !isEditing.value && <MessageActions message={message} isMine={isMine} />}
    </article>
  );
});
