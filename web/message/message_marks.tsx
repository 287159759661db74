import { Icon } from "../ui/icons.tsx";
import { sayMessage } from "./words.ts";

export interface MessageMarksProps {
  isEdited: boolean;
  isPinned: boolean;
  isSaved: boolean;
}

/** Behind the text: what has been done with it. */
export function MessageMarks({ isEdited, isPinned, isSaved }: MessageMarksProps) {
  return (
    <>
      {isEdited && <span class="edited">{sayMessage("edited")}</span>}
      {isPinned && (
        <span class="mark" title={sayMessage("pinnedHere")}>
          <Icon name="pin" size={14} />
          <span class="unseen">{sayMessage("pinned")}</span>
        </span>
      )}
      {isSaved && (
        <span class="mark is-mine" title={sayMessage("savedForLater")}>
          <Icon name="bookmark" size={14} />
          <span class="unseen">{sayMessage("saved")}</span>
        </span>
      )}
    </>
  );
}
