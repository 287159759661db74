import type { Author, Message } from "../../src/protocol/shapes.ts";
import { wordsOf } from "./message_preview.ts";
import { nameOf } from "../people/people_words.ts";
import { tMessage } from "./words.ts";

interface QuoteLineProps {
  /** As it now is; undefined while it is on its way. */
  original: Message | undefined;
  author: Author | undefined;
  jump: (seq: number) => void;
}

const shownUnits = 240;

/** The beginning of a text without its marks, in one line. */
const lineOf = (message: Message) => wordsOf(message).slice(0, shownUnits).replaceAll(/\s+/gu, " ");

/** The message that a reply answers, in one line above it; a press leads there. */
export function QuoteLine({ original, author, jump }: QuoteLineProps) {
  if (!original || !author) {
    return (
      <span class="quote">
        <span class="quote-elbow" />
        <span class="quote-line">
          <span class="skeleton quote-skeleton" />
          <span class="unseen">{tMessage("aReply")}</span>
        </span>
      </span>
    );
  }
  return (
    <button type="button" class="quote" onClick={() => jump(original.seq)}>
      <span class="quote-elbow" />
      <span class="quote-line">
        <span class="unseen">{tMessage("inReplyTo")} </span>
        <QuoteText original={original} author={author} />
      </span>
    </button>
  );
}

export function QuoteText({ original, author }: { original: Message; author: Author }) {
  if (original.deletedAt !== null) return <span class="quote-gone">{tMessage("originalGone")}</span>;
  return (
    <>
      <bdi class="quote-author">{nameOf(author)}</bdi> <bdi class="quote-text">{lineOf(original)}</bdi>
    </>
  );
}
