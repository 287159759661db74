import { Icon } from "../../icons.tsx";

export interface MessageMarksProps {
  isEdited: boolean;
  isPinned: boolean;
  isSaved: boolean;
}

/** Behind the text: what has been done with it. */
export function MessageMarks({ isEdited, isPinned, isSaved }: MessageMarksProps) {
  return (
    <>
      {isEdited && <span class="edited">edited</span>}
      {isPinned && (
        <span class="mark" title="Pinned to this room">
          <Icon name="pin" size={14} />
          <span class="unseen">pinned</span>
        </span>
      )}
      {isSaved && (
        <span class="mark is-mine" title="Saved for later">
          <Icon name="bookmark" size={14} />
          <span class="unseen">saved</span>
        </span>
      )}
    </>
  );
}
