import { useEffect, useRef } from "preact/hooks";

import { tUi } from "../ui/words.ts";
import { DialogBox } from "../ui/dialog.tsx";

/** When the browser does not allow copying: shows the link, selected. */
export function CopyLink({ link, close }: { link: string; close: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <DialogBox title={tUi("messageLink")} close={close}>
      <div class="copy-box">
        <input ref={field} readOnly value={link} dir="ltr" aria-label={tUi("messageLink")} />
      </div>
      <p class="hint">{tUi("copyByHand")}</p>
    </DialogBox>
  );
}
