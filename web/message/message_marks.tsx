import { Icon } from "../ui/icons.tsx";
import { tMessage } from "./words.ts";

interface MessageMarksProps {
  isEdited: boolean;
  isPinned: boolean;
  isSaved: boolean;
}

/** After the text: edited, saved, pinned. */
export function MessageMarks({ isEdited, isPinned, isSaved }: MessageMarksProps) {
  return (
    <>
      {isEdited && <span class="edited">{tMessage("edited")}</span>}
      {isPinned && (
        <span class="mark" title={tMessage("pinnedHere")}>
          <Icon name="pin" size={14} />
          <span class="unseen">{tMessage("pinned")}</span>
        </span>
      )}
      {isSaved && (
        <span class="mark is-mine" title={tMessage("savedForLater")}>
          <Icon name="bookmark" size={14} />
          <span class="unseen">{tMessage("saved")}</span>
        </span>
      )}
    </>
  );
}
