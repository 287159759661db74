import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { Unsent } from "../dialogs/unsent.tsx";

/** Messages that did not get into a room which is not mine any more: they have no other place to be seen. */
export function UnsentRow() {
  const { dialog } = useApp();
  const { lostEntries } = useChat();
  const count = lostEntries.value.length;
  if (count === 0) return null;
  const close = () => (dialog.value = null);
  return (
    <div class="side-unsent">
      <button
        type="button"
        class="side-row"
        onClick={() => (dialog.value = { draw: () => <Unsent close={close} /> })}
      >
        <Icon name="warning" size={16} />
        <span class="side-row-name">Not sent</span>
        <span class="side-row-count">{count}</span>
      </button>
    </div>
  );
}
