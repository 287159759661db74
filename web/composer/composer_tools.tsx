import type { RefObject } from "preact";

import { IconButton } from "../ui/icon_button.tsx";
import { tComposer } from "./words.ts";
import { putText } from "./put_text.ts";
import { AttachButton } from "../files/attach_button.tsx";
import { Menu } from "../ui/menu.tsx";

import { EmojiButton } from "../emoji/emoji_button.tsx";
import { toolsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const FormatList = lazy(toolsChunk, ({ FormatList }) => FormatList, inDialog);

interface ComposerToolsProps {
  field: RefObject<HTMLTextAreaElement | null>;
  addFiles: (files: readonly File[]) => void;
}

/** At the foot of the composer: what can be put into a message besides letters. */
export function ComposerTools({ field, addFiles }: ComposerToolsProps) {
  /** In place of what is selected. */
  function put(text: string): void {
    const element = field.current;
    if (element) putText(element, { start: element.selectionStart, end: element.selectionEnd }, text);
  }

  /** Begins a name behind the caret, apart from the word before it: names are offered then. */
  function putAt(): void {
    const element = field.current;
    if (!element) return;
    const { value, selectionEnd: at } = element;
    putText(element, { start: at, end: at }, /\S$/u.test(value.slice(0, at)) ? " @" : "@");
  }

  return (
    <>
      <AttachButton add={addFiles} />
      <EmojiButton label={tComposer("addEmoji")} pick={put} refocus={() => field.current?.focus()} />
      <Menu label={tComposer("format")} list={(menu) => <FormatList {...menu} field={field} />}>
        <span class="composer-letters" aria-hidden="true">
          Aa
        </span>
      </Menu>
      <IconButton icon="at" label={tComposer("mention")} onClick={putAt} />
    </>
  );
}
