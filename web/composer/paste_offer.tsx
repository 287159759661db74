import { Icon } from "../ui/icons.tsx";
import { tWriting } from "./writing_words.ts";

export interface PasteOfferProps {
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
    <div class="paste-offer" role="group" aria-label={tWriting("longPaste")}>
      <span role="status">{tWriting(isHeld ? "tooLongToPaste" : "pasted", { count: length })}</span>
      <button type="button" class="button is-small" onClick={accept}>
        {tWriting("asFile")}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={tWriting(isHeld ? "forgetPaste" : "keepAsText")}
        title={tWriting(isHeld ? "forgetPaste" : "keepAsText")}
        onClick={dismiss}
      >
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
