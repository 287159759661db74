import { useChat } from "../app/app_context.ts";
import { tUi } from "../ui/words.ts";
import { tComposerLazy } from "./lazy_words.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { Empty } from "../ui/paged_list.tsx";

/** To read and copy what was written for a room one is not in any more. */
export function Unsent({ close }: { close: () => void }) {
  const { core, lostEntries } = useChat();
  const entries = lostEntries.value;
  return (
    <DialogBox title={tComposerLazy("unsentTitle")} close={close}>
      {entries.length === 0 ? (
        <Empty icon="check" text={tComposerLazy("unsentEmpty")} />
      ) : (
        <>
          <p class="dialog-text">{tComposerLazy("unsentText")}</p>
          <ul class="dialog-list">
            {entries.map(({ clientId, body }) => (
              <li key={clientId} class="dialog-row">
                <p class="dialog-row-text body" dir="auto">
                  {body}
                </p>
                <button type="button" class="button is-small" onClick={() => core.discard(clientId)}>
                  {tUi("remove")}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </DialogBox>
  );
}
