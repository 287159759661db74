// Above the composer: the files of the message being written, and their progress.
import { useChat } from "../app/app_context.ts";
import { IconButton } from "../ui/icon_button.tsx";
import { Icon } from "../ui/icons.tsx";
import type { Tray, TrayItem } from "./tray_items.ts";
import { fileIcon } from "./file_shapes.ts";
import { fileSize, percent, shownName } from "./file_words.ts";
import { reasonWords } from "../message/send_failure_words.ts";
import { tUi } from "../ui/words.ts";
import { tFilesLazy } from "./lazy_words.ts";

interface TrayListProps {
  items: Tray;
  /** Takes one out, and ends its upload; without it: out of the composer. */
  remove?: (key: string) => void;
  /** After the last one went, the composer has the focus. */
  onEmptied: () => void;
}

export function TrayList({ items, onEmptied, remove }: TrayListProps) {
  const tray = useChat().uploads.loaded.value?.tray;

  function take(key: string): void {
    const isLast = items.length === 1;
    (remove ?? tray?.cancel)?.(key);
    if (isLast) onEmptied();
  }

  return (
    <ul class="tray" aria-label={tFilesLazy("tray")}>
      {items.map((item) => (
        <li key={item.key} class={`tray-item is-${item.phase}`}>
          <span class="tray-mark">
            {item.preview === null ? (
              <Icon name={fileIcon(item.file?.type ?? "")} size={20} />
            ) : (
              <img src={item.preview} alt="" />
            )}
          </span>
          <span class="tray-text">
            <bdi class="file-name">{shownName(item.name)}</bdi>
            <TrayState item={item} />
          </span>
          {item.phase === "offered" && (
            <button type="button" class="button is-small" onClick={() => tray?.accept(item.key)}>
              {tFilesLazy("addPicture")}
            </button>
          )}
          {item.phase === "failed" && item.mayRetry && (
            <IconButton
              icon="retry"
              label={tFilesLazy("tryFileAgain", { name: shownName(item.name) })}
              title={tUi("tryAgain")}
              onClick={() => tray?.retry(item.key)}
            />
          )}
          <IconButton
            icon="close"
            label={tFilesLazy(isOnItsWay(item) ? "cancelFile" : "removeFile", {
              name: shownName(item.name),
            })}
            title={tUi(isOnItsWay(item) ? "cancel" : "remove")}
            onClick={() => take(item.key)}
          />
        </li>
      ))}
    </ul>
  );
}

const isOnItsWay = ({ phase }: TrayItem) => phase === "going" || phase === "waiting";

/** How far it is, in its own line. */
function TrayState({ item }: { item: TrayItem }) {
  const { phase, size, sent, name, reason } = item;
  if (phase === "failed") {
    return (
      <span class="tray-failure" role="alert">
        {reason && reasonWords(reason)}
      </span>
    );
  }
  if (isOnItsWay(item)) {
    const share = percent(size > 0 ? sent / size : 0);
    return (
      <span class="tray-progress">
        <progress
          max={size}
          value={sent}
          aria-label={tFilesLazy("sendingFile", { name: shownName(name) })}
          aria-valuetext={share}
        />
        <span class="file-size" aria-hidden="true">
          {share}
        </span>
      </span>
    );
  }
  return <span class="file-size">{phase === "offered" ? tFilesLazy("pictureToo") : fileSize(size)}</span>;
}
