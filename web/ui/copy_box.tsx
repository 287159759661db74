import { useEffect, useRef } from "preact/hooks";

import { useUi } from "./ui_context.ts";
import { copyText } from "./copy_text.ts";
import { Icon } from "./icons.tsx";
import { tUi } from "./words.ts";

interface CopyBoxProps {
  label: string;
  link: string;
  /** Below the box. */
  hint: string;
}

/** A link to share, selected, with a button that copies it. */
export function CopyBox({ label, link, hint }: CopyBoxProps) {
  const { notices } = useUi();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    selectAll(field.current);
  }, [link]);

  async function copy(): Promise<void> {
    const isCopied = await copyText(link);
    notices.notify(tUi.localized(isCopied ? "copied" : "copyByHand"));
    if (!isCopied) selectAll(field.current);
  }

  return (
    <div>
      <div class="copy-box">
        <input
          ref={field}
          readOnly
          value={link}
          dir="ltr"
          aria-label={label}
          onFocus={(event) => selectAll(event.currentTarget)}
        />
        <button type="button" class="button is-main" onClick={() => void copy()}>
          <Icon name="copy" /> {tUi("copy")}
        </button>
      </div>
      <p class="hint">{hint}</p>
    </div>
  );
}

/** Scrolled to its start. */
function selectAll(field: HTMLInputElement | null): void {
  if (!field) return;
  field.select();
  field.scrollLeft = 0;
}
