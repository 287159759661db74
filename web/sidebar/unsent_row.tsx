import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { tSidebar } from "./words.ts";
import { writeNumber } from "../i18n/locale.ts";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const Unsent = lazy(dialogsChunk, ({ Unsent }) => Unsent, inDialog);

/** Unsent messages of rooms that I am no longer in: they are shown nowhere else. */
export function UnsentRow() {
  const { show } = useApp();
  const { lostEntries } = useChat();
  const count = lostEntries.value.length;
  if (count === 0) return null;
  return (
    <div class="sidebar-unsent">
      <button type="button" class="sidebar-row" onClick={() => show((close) => <Unsent close={close} />)}>
        <Icon name="warning" size={16} />
        <span class="sidebar-row-name">{tSidebar("notSent")}</span>
        <span class="sidebar-row-count">{writeNumber(count)}</span>
      </button>
    </div>
  );
}
