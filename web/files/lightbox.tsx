// One picture over the page, with its neighbours. The browser's own dialog traps the focus and restores it.
import { useEffect, useId, useRef, useState } from "preact/hooks";

import { fileAddress } from "../../src/protocol/file_address.ts";
import type { MessageFile } from "../../src/protocol/shapes.ts";
import { IconButton } from "../ui/icon_button.tsx";
import { Icon } from "../ui/icons.tsx";
import { fileSize, shownName } from "./file_words.ts";
import { tUi } from "../ui/words.ts";
import { tFilesLazy } from "./lazy_words.ts";
import { useBackCloses } from "../ui/use_back_closes.ts";

interface LightboxProps {
  pictures: readonly MessageFile[];
  /** Id of the one to begin with. */
  first: number;
  close: () => void;
}

export function Lightbox({ pictures, first, close }: LightboxProps) {
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useBackCloses(close);
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      pictures.findIndex(({ id }) => id === first),
    ),
  );
  const file = pictures[at];

  useEffect(() => {
    const dialog = box.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);

  if (!file) return null;
  const go = (by: number) => setAt((at + by + pictures.length) % pictures.length);
  const address = fileAddress(file);
  const { width = 0, height = 0 } = file;
  const facts = { width, height, size: fileSize(file.size) };
  return (
    <dialog
      ref={box}
      class="lightbox"
      aria-labelledby={titleId}
      onClose={close}
      onKeyDown={(event) => {
        // Each key goes where the button on its side leads.
        const isRtl = getComputedStyle(event.currentTarget).direction === "rtl";
        if (event.key === "ArrowLeft") go(isRtl ? 1 : -1);
        if (event.key === "ArrowRight") go(isRtl ? -1 : 1);
      }}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.matches(".lightbox, .lightbox-stage")) close();
      }}
    >
      <header class="lightbox-head">
        <div class="lightbox-title">
          <h2 id={titleId} aria-live="polite">
            <bdi>{shownName(file.name)}</bdi>
          </h2>
          <span class="file-size">
            {pictures.length === 1
              ? tFilesLazy("facts", facts)
              : tFilesLazy("factsOfMany", { ...facts, at: at + 1, all: pictures.length })}
          </span>
        </div>
        <a
          class="icon-button"
          href={address}
          download={file.name}
          aria-label={tFilesLazy("save")}
          title={tFilesLazy("save")}
        >
          <Icon name="down" />
        </a>
        <IconButton icon="close" label={tUi("close")} onClick={close} />
      </header>
      <div class="lightbox-stage">
        {pictures.length > 1 && (
          <IconButton
            class="icon-button lightbox-turn"
            icon="back"
            label={tFilesLazy("previous")}
            title={null}
            onClick={() => go(-1)}
          />
        )}
        <img key={file.id} src={address} width={file.width} height={file.height} alt={shownName(file.name)} />
        {pictures.length > 1 && (
          <IconButton
            class="icon-button lightbox-turn is-next"
            icon="back"
            label={tFilesLazy("next")}
            title={null}
            onClick={() => go(1)}
          />
        )}
      </div>
    </dialog>
  );
}
