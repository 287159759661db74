import { useEffect, useState } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { copyText } from "../ui/copy_text.ts";
import { IconButton } from "../ui/icon_button.tsx";
import { Icon } from "../ui/icons.tsx";
import type { RoomState } from "../client/room_state.ts";
import { originalOfDraft, type DraftKey } from "../client/storage/drafts.ts";
import { othersIn } from "../people/people_words.ts";
import { tMessage } from "../message/words.ts";
import { tMessageLists } from "./words.ts";
import { Avatar } from "../ui/avatar.tsx";
import { membersOf } from "../client/direct_members.ts";
import { Link } from "../app/link.tsx";

import { DraftAnswer } from "./draft_reply.tsx";
import { discardDraft } from "./discard_draft.ts";

/** Longer than the row shows. */
const shownUnits = 600;

interface DraftRowProps {
  target: DraftKey;
  /** Undefined: not a room of mine (any more). */
  room: RoomState | undefined;
  name: string;
}

/** A draft, linked to its composer. If nothing can be posted there any more, its text can be copied. */
export function DraftRow({ target, room, name }: DraftRowProps) {
  const { notices } = useApp();
  const { drafts } = useChat();
  const [text, setText] = useState(() => drafts.get(target));
  const [answers, setAnswers] = useState(() => drafts.answers(target));
  useEffect(() => {
    // Other tabs may have changed it.
    setText(drafts.get(target));
    return drafts.watch(target, { text: setText, answers: setAnswers });
  }, [target]);

  const answered = originalOfDraft(target) ?? answers;
  const isOpen = room?.info.archivedAt === null;

  async function copy(): Promise<void> {
    notices.notify(
      (await copyText(drafts.get(target))) ? tMessage.localized("textCopied") : tMessage.localized("noCopy"),
    );
  }

  return (
    <article class="listed-message draft" aria-label={room ? name : tMessage("notMember")}>
      <DraftAvatar room={room} />
      <div class="listed-main">
        <p class="listed-head">
          {room && (
            <Link to={{ view: "room", roomId: room.info.id, draft: target }} class="draft-link">
              <bdi class="author">{name}</bdi>
              <span class="unseen"> {tMessageLists("openDraft")}</span>
            </Link>
          )}
          {!room && <span class="listed-note">{tMessage("notMember")}</span>}
          {room && !isOpen && <span class="listed-note">{tMessageLists("isArchived")}</span>}
        </p>
        {room && answered !== null && <DraftAnswer room={room} messageId={answered} />}
        <p class="draft-text" dir="auto">
          {text.trim().slice(0, shownUnits)}
        </p>
      </div>
      <div class="listed-action">
        {!isOpen && (
          <IconButton icon="copy" size={16} label={tMessage("copyText")} onClick={() => void copy()} />
        )}
        <IconButton
          icon="trash"
          size={16}
          label={tMessageLists("discardDraft")}
          onClick={() => discardDraft({ drafts, notices, target })}
        />
      </div>
    </article>
  );
}

/** The person of a direct room, else the icon of the room. */
function DraftAvatar({ room }: Pick<DraftRowProps, "room">) {
  const { state, user } = useChat();
  const kind = room?.info.kind;
  const others = room && kind === "direct" ? othersIn(membersOf(room, state.value), user.value.id) : [];
  const [only] = others;
  if (only && others.length === 1) return <Avatar author={only} size={28} />;
  const icon = !room ? "pencil" : kind === "direct" ? "people" : kind === "private" ? "lock" : "room";
  return (
    <span class="draft-mark">
      <Icon name={icon} size={16} />
    </span>
  );
}
