import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import type { Message } from "../../src/protocol/shapes.ts";
import { Link } from "../app/link.tsx";
import { useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { shownName } from "../files/file_words.ts";
import { fullNameOf, nameOf } from "../people/people_words.ts";
import { shortTime, fullTime } from "../i18n/times.ts";
import { tMessage } from "../message/words.ts";
import { tMessageLists } from "./words.ts";
import { AuthorMarks } from "../message/author_marks.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Body } from "../message/message_body.tsx";

interface ListedRowProps {
  message: Message;
  /** "in harbour", "to you": where it was posted, if the list does not say so. */
  location?: string;
  /** Opens it in its room. */
  open: () => void;
  /** At the end of its head. */
  action?: ComponentChildren;
  /** A note such as "replied to you". */
  note?: string;
  /** Replaces the body; its element has this id. */
  line?: ((id: string) => ComponentChildren) | undefined;
}

/** A message in a list from all rooms, linked to its position there. */
export function ListedRow({ message, location, open, action, note, line }: ListedRowProps) {
  const { who } = useChat();
  const author = who(message.author);
  const { roomId, seq, createdAt, deletedAt, files } = message;
  const textId = useId();
  return (
    <article
      class="listed-message"
      aria-label={tMessageLists("byOn", { name: fullNameOf(author), date: shortTime(createdAt) })}
      aria-describedby={textId}
      onClick={(event) => {
        const { target } = event;
        const isOther = target instanceof Element && target.closest("a, button, [role=dialog]");
        // A click that ends a text selection opens nothing.
        if (!isOther && document.getSelection()?.isCollapsed) open();
      }}
    >
      <Avatar author={author} size={28} />
      <div class="listed-main">
        <p class="listed-head">
          <bdi class="author">{nameOf(author)}</bdi>
          <AuthorMarks author={author} />
          {note && <span class="listed-note">{note}</span>}
          {location && <bdi class="listed-note">{location}</bdi>}
          <Link to={{ view: "room", roomId, seq }} class="listed-link" title={fullTime(createdAt)} go={open}>
            <time dateTime={new Date(createdAt).toISOString()}>{shortTime(createdAt)}</time>
            <span class="unseen"> {tMessageLists("goTo")}</span>
          </Link>
        </p>
        {deletedAt === null ? (
          <>
            {line?.(textId) ?? (
              <Body
                id={textId}
                text={message.body}
                mentions={message.mentions}
                broadcast={message.broadcast}
              />
            )}
            {files.length > 0 && (
              <p class="listed-files">
                <Icon name="clip" size={14} />
                <bdi>{files.map(({ name }) => shownName(name)).join(", ")}</bdi>
              </p>
            )}
          </>
        ) : (
          <p id={textId} class="tombstone">
            {tMessage("deleted")}
          </p>
        )}
      </div>
      {action && <div class="listed-action">{action}</div>}
    </article>
  );
}
