import { useChat } from "../../app/app.ts";
import { DialogBox } from "../parts/dialog_box.tsx";

/** To read and copy what was written for a room one is not in any more. */
export function Unsent({ close }: { close: () => void }) {
  const { core, lostEntries } = useChat();
  return (
    <DialogBox title="Not sent" close={close}>
      <p class="dialog-text">You are not a member of these messages' rooms any more.</p>
      <ul class="dialog-list">
        {lostEntries.value.map(({ clientId, body }) => (
          <li key={clientId} class="dialog-row">
            <p class="dialog-row-text body" dir="auto">
              {body}
            </p>
            <button type="button" class="button is-small" onClick={() => core.discard(clientId)}>
              Remove
            </button>
          </li>
        ))}
      </ul>
    </DialogBox>
  );
}
