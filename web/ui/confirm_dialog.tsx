import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { tUi } from "./words.ts";
import { DialogBox } from "./dialog.tsx";

interface ConfirmBoxProps {
  title: ComponentChildren;
  text: ComponentChildren;
  action: string;
  isDanger?: boolean;
  run: () => Promise<unknown>;
  close: () => void;
}

export function ConfirmBox({ title, text, action, isDanger, run, close }: ConfirmBoxProps) {
  const [isBusy, setIsBusy] = useState(false);
  async function confirm(): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    close();
    await run();
  }
  return (
    <DialogBox title={title} close={close}>
      <p class="dialog-text">{text}</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={close}>
          {tUi("cancel")}
        </button>
        <button
          type="button"
          class={isDanger ? "button is-danger" : "button is-main"}
          onClick={() => void confirm()}
        >
          {action}
        </button>
      </div>
    </DialogBox>
  );
}
