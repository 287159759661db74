import { IconButton } from "../ui/icon_button.tsx";
import { tComposerLazy } from "./lazy_words.ts";

interface PasteOfferProps {
  /** In UTF-16 units. */
  length: number;
  /** It is too long to be put into the field. */
  isHeld: boolean;
  accept: () => void;
  dismiss: () => void;
}

/** A long text was pasted: it may go as a file instead. Nothing waits for an answer. */
export function PasteOffer({ length, isHeld, accept, dismiss }: PasteOfferProps) {
  return (
    <div class="paste-offer" role="group" aria-label={tComposerLazy("longPaste")}>
      <span role="status">{tComposerLazy(isHeld ? "tooLongToPaste" : "pasted", { count: length })}</span>
      <button type="button" class="button is-small" onClick={accept}>
        {tComposerLazy("asFile")}
      </button>
      <IconButton
        icon="close"
        size={16}
        label={tComposerLazy(isHeld ? "forgetPaste" : "keepAsText")}
        onClick={dismiss}
      />
    </div>
  );
}
