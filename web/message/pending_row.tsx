import { useId } from "preact/hooks";

import type { Author, Message } from "../../src/protocol/shapes.ts";
import { isVisible } from "../../src/protocol/text.ts";
import { useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import type { OutboxEntry } from "../client/outbox.ts";
import { percent } from "../files/file_words.ts";
import { reasonWords } from "./send_failure_words.ts";
import { entryTarget, trayHasFailed, trayShare } from "../files/tray_items.ts";
import { FileList } from "../files/file_list.tsx";
import { AuthorMarks } from "./author_marks.tsx";
import { Avatar } from "../ui/avatar.tsx";

import { Body } from "./message_body.tsx";
import { useConversation } from "../conversation/conversation_context.ts";
import { QuoteLine } from "./quote_line.tsx";
import { tUi } from "../ui/words.ts";
import { tMessage } from "./words.ts";
import { filesChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";

const TrayList = lazy(filesChunk, ({ TrayList }) => TrayList);

interface PendingRowProps {
  rowKey: string;
  entry: OutboxEntry;
  author: Author;
  isFollowing: boolean;
  isQuoting: boolean;
  /** What it answers, if it is here. */
  original: Message | undefined;
}

/** A message that is being sent, or that failed. */
export function PendingRow({ rowKey, entry, author, isFollowing, isQuoting, original }: PendingRowProps) {
  const { core, uploads, who, banner } = useChat();
  const conversation = useConversation();
  const isFailed = entry.phase === "failed";
  const isUploading = entry.phase === "uploading";
  const textId = useId();
  const queued = uploads.loaded.value?.queued;
  const items = isUploading
    ? uploads.items.value.filter(({ target }) => target === entryTarget(entry.clientId))
    : [];
  const hasFailedFile = trayHasFailed(items);

  /** Its text and files go back to the composer. */
  function takeBack(): void {
    queued?.takeBack(entry.clientId, conversation.target);
    const draft = conversation.draft.value;
    conversation.draft.value =
      draft === "" || entry.body === "" ? entry.body + draft : `${entry.body}\n\n${draft}`;
    if (conversation.originalId === null && entry.replyTo !== null)
      conversation.answering.value = entry.replyTo;
    conversation.focus();
  }
  return (
    <article
      class={`message is-${isFailed ? "failed" : "pending"}${isFollowing ? " is-following" : ""}`}
      data-key={rowKey}
      tabIndex={-1}
      aria-label={tMessage(isFailed ? "notSent" : "waiting")}
      aria-describedby={textId}
    >
      {isQuoting && (
        <QuoteLine
          original={original}
          author={original && who(original.author)}
          jump={(seq) => (conversation.scrollTarget.value = seq)}
        />
      )}
      {isFollowing ? (
        <span class="gutter-time">{!isFailed && <Icon name="clock" size={14} />}</span>
      ) : (
        <Avatar author={author} />
      )}
      <div class="message-main">
        {!isFollowing && (
          <p class="message-head">
            <bdi class="author">{author.displayName}</bdi> <AuthorMarks author={author} />
            {!isFailed && !hasFailedFile && (
              <span class="sending">
                <Icon name="clock" size={14} />{" "}
                {isUploading
                  ? tMessage("uploading", { percent: percent(trayShare(items)) })
                  : tMessage(banner.value?.tone === "offline" ? "waitsForLine" : "sending")}
              </span>
            )}
          </p>
        )}
        {isVisible(entry.body) && <Body id={textId} text={entry.body} />}
        {entry.files.length > 0 && <FileList files={entry.files} />}
        {isUploading && queued && (
          <>
            <TrayList
              items={items}
              remove={(key) => queued.remove(entry.clientId, key)}
              onEmptied={conversation.focus}
            />
            <p class={hasFailedFile ? "failure" : "uploading"}>
              {hasFailedFile && (
                <span>
                  <Icon name="warning" size={16} />
                  {tMessage("uploadFailed")}
                </span>
              )}
              <button type="button" class={hasFailedFile ? "button is-small" : "link"} onClick={takeBack}>
                {tMessage("cancelSending")}
              </button>
            </p>
          </>
        )}
        {isFailed && (
          <p class="failure" role="alert">
            <span>
              <Icon name="warning" size={16} />
              {tMessage("failed", { reason: entry.reason ? reasonWords(entry.reason) : "" })}
            </span>
            <button type="button" class="button is-small" onClick={() => core.retry(entry.clientId)}>
              {tUi("tryAgain")}
            </button>
            <button type="button" class="button is-small" onClick={() => core.discard(entry.clientId)}>
              {tUi("remove")}
            </button>
          </p>
        )}
      </div>
    </article>
  );
}
