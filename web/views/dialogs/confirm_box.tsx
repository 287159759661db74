import { useState } from "preact/hooks";

import { DialogBox } from "../parts/dialog_box.tsx";

export interface ConfirmBoxProps {
  title: string;
  text: string;
  action: string;
  isGrave?: boolean;
  run: () => Promise<unknown>;
  close: () => void;
}

export function ConfirmBox({ title, text, action, isGrave, run, close }: ConfirmBoxProps) {
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
          Cancel
        </button>
        <button
          type="button"
          class={isGrave ? "button is-grave" : "button is-main"}
          onClick={() => void confirm()}
        >
          {action}
        </button>
      </div>
    </DialogBox>
  );
}
