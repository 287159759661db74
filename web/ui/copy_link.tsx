import { useEffect, useRef } from "preact/hooks";

import { tDialogs } from "../rooms/dialog_words.ts";
import { DialogBox } from "./dialog.tsx";

/** Where the browser does not let the page copy: the link, selected. */
export function CopyLink({ link, close }: { link: string; close: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <DialogBox title={tDialogs("messageLink")} close={close}>
      <div class="copy-box">
        <input ref={field} readOnly value={link} dir="ltr" aria-label={tDialogs("messageLink")} />
      </div>
      <p class="hint">{tDialogs("copyByHand")}</p>
    </DialogBox>
  );
}
