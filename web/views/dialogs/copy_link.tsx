import { useEffect, useRef } from "preact/hooks";

import { DialogBox } from "../parts/dialog_box.tsx";

/** Where the browser does not let the page copy: the link, selected. */
export function CopyLink({ link, close }: { link: string; close: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <DialogBox title="Link to this message" close={close}>
      <div class="copy-box">
        <input ref={field} readOnly value={link} dir="ltr" aria-label="Link to this message" />
      </div>
      <p class="hint">Copy it with Ctrl C, or ⌘ C on a Mac.</p>
    </DialogBox>
  );
}
