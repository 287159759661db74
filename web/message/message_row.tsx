import { useComputed } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";

import type { Author, Message } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { fullNameOf, nameOf } from "../people/people_words.ts";
import { clockTime, fullTime, gutterTime } from "../i18n/times.ts";
import { IconButton } from "../ui/icon_button.tsx";
import { FileList } from "../files/file_list.tsx";
import { AuthorMarks } from "./author_marks.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { PersonButton } from "../people/person_button.tsx";
import { memo } from "../ui/memo.tsx";

import { Body } from "./message_body.tsx";
import { useConversation } from "../conversation/conversation_context.ts";
import { MessageMarks } from "./message_marks.tsx";
import { QuoteLine } from "./quote_line.tsx";
import { ReactionChips } from "../reactions/reaction_chips.tsx";
import { RepliesLink } from "./replies_link.tsx";
import { tMessage } from "./words.ts";
import { toolsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";
import { ChunkFailedNotice } from "../ui/lazy/chunk_failed.tsx";

const EditBox = lazy(toolsChunk, ({ EditBox }) => EditBox, { isOpened: true });
const MessageActions = lazy(toolsChunk, ({ MessageActions }) => MessageActions, {
  // Between messages there is no room for an error.
  frame: (_failure, _props, failed) => failed && <ChunkFailedNotice {...failed} />,
});
const MessageSheet = lazy(toolsChunk, ({ MessageSheet }) => MessageSheet, inDialog);

export interface MessageRowProps {
  rowKey: string;
  message: Message;
  /** As they are called now. */
  author: Author;
  /** By the same person within minutes: only the text. */
  isFollowing: boolean;
  isMine: boolean;
  mentionsMe: boolean;
  /** What it answers, if it is known yet. Not asked for where `isQuoting` is false. */
  original: Message | undefined;
  originalAuthor: Author | undefined;
  isQuoting: boolean;
  /** Reactions of mine that it does not show by itself (E3). */
  mine: ReadonlySet<string> | undefined;
  isSaved: boolean;
  isArchived: boolean;
  mayModerate: boolean;
  /** Who has read it, in words; empty: nothing is said of it. */
  seen: string;
}

const hover = window.matchMedia("(hover: hover)");
/** Else nothing may appear under the finger that taps: what may be done with a message opens when it rests. */
const hasHover = () => hover.matches;

export const MessageRow = memo(function MessageRowView(props: MessageRowProps) {
  const { rowKey, message, author, isFollowing, isMine, isQuoting, mine } = props;
  const conversation = useConversation();
  const chat = useChat();
  const { id, seq, createdAt, deletedAt, replies } = message;
  const isActive = useComputed(() => conversation.active.value === rowKey);
  const isEditing = useComputed(() => conversation.editing.value === id);
  const isSheetOpen = useComputed(() => conversation.sheet.value === rowKey);
  const isReached = useComputed(() => conversation.reached.value === seq);
  const isGone = deletedAt !== null;
  const textId = useId();

  // Deleted elsewhere while I was editing it: my text goes to the composer.
  useEffect(() => {
    if (!isGone || conversation.editing.value !== id) return;
    const text = chat.edits.get(id) ?? "";
    conversation.draft.value = [conversation.draft.value, text].filter(Boolean).join("\n");
    chat.edits.delete(id);
    conversation.editing.value = null;
  }, [isGone]);

  const time = (
    <time dir="auto" dateTime={new Date(createdAt).toISOString()} title={fullTime(createdAt)}>
      {isFollowing ? gutterTime(createdAt) : clockTime(createdAt)}
    </time>
  );
  // What hangs on the actions of another row stays until it is closed.
  const show = () => {
    if (!conversation.isHeld) conversation.active.value = rowKey;
  };
  const actions = () => ({
    message,
    isMine,
    isSaved: props.isSaved,
    isArchived: props.isArchived,
    mayModerate: props.mayModerate,
    given: givenBy(message, chat.user.value.id, mine),
  });
  const classes = [
    "message",
    isFollowing && "is-following",
    isActive.value && "is-active",
    isReached.value && "is-reached",
    props.mentionsMe && "mentions-me",
  ];
  const label = tMessage(props.mentionsMe ? "labelMention" : "label", {
    name: fullNameOf(author),
    time: clockTime(createdAt),
  });
  return (
    <article
      class={classes.filter(Boolean).join(" ")}
      data-key={rowKey}
      data-seq={seq}
      tabIndex={-1}
      aria-label={label}
      aria-describedby={textId}

      onPointerEnter={(event) => event.pointerType === "mouse" && show()}
      onPointerLeave={(event) => {
        const isLeft = event.pointerType === "mouse" && conversation.active.value === rowKey;
        if (isLeft && !conversation.isHeld) conversation.active.value = null;
      }}
      onFocusIn={({ target }) => target instanceof Element && target.matches(":focus-visible") && show()}
    >
      {isQuoting && (
        <QuoteLine
          original={props.original}
          author={props.originalAuthor}
          jump={(to) => (conversation.scrollTarget.value = to)}
        />
      )}
      {isFollowing ? (
        <span class="gutter-time">{time}</span>
      ) : (
        <PersonButton author={author} class="avatar-button" label={nameOf(author)} tabIndex={-1}>
          <Avatar author={author} />
        </PersonButton>
      )}
      <div class="message-main">
        {!isFollowing && (
          <p class="message-head">
            <PersonButton author={author} class="author" tabIndex={-1}>
              <bdi>{nameOf(author)}</bdi>
            </PersonButton>{" "}
            <AuthorMarks author={author} />
            {time}
          </p>
        )}
        {isGone ? (
          <Tombstone id={textId} by={message.deletedBy} />
        ) : isEditing.value ? (
          <EditBox message={message} />
        ) : (
          <Body id={textId} text={message.body} mentions={message.mentions} broadcast={message.broadcast}>
            <MessageMarks
              isEdited={message.editedAt !== null}
              isPinned={message.pinnedAt !== null}
              isSaved={props.isSaved}
            />
          </Body>
        )}
        {message.files.length > 0 && <FileList files={message.files} />}
        {message.reactions.length > 0 && <ReactionChips message={message} mine={mine} />}
        {replies > 0 && conversation.originalId !== id && <RepliesLink messageId={id} count={replies} />}
        {props.seen && <p class="seen">{props.seen}</p>}
      </div>
      {!hasHover() && !isGone && !isEditing.value && (
        <IconButton
          class="icon-button message-more"
          icon="more"
          label={tMessage("menu")}
          title={null}
          aria-haspopup="dialog"
          onClick={() => (conversation.sheet.value = rowKey)}
        />
      )}
      {hasHover() && isActive.value && !isGone && !isEditing.value && <MessageActions {...actions()} />}
      {isSheetOpen.value && !isGone && !isEditing.value && (
        <MessageSheet {...actions()} close={() => (conversation.sheet.value = null)} />
      )}
    </article>
  );
});

/** `by`: who deleted it, when that was not its author (W4). */
function Tombstone({ id, by }: { id: string; by: Author | null }) {
  const { who } = useChat();
  if (!by)
    return (
      <p id={id} class="tombstone">
        {tMessage("deleted")}
      </p>
    );
  return (
    <p id={id} class="tombstone">
      {tMessage.with("deletedBy", { name: <bdi>{nameOf(who(by))}</bdi> })}
    </p>
  );
}

function givenBy(message: Message, me: number, mine: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const shown = message.reactions.filter(({ userIds }) => userIds.includes(me));
  return new Set([...mine, ...shown.map(({ emoji }) => emoji)]);
}
