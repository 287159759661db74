import type { RefObject } from "preact";

import { markNames, type MarkName } from "./format_text.ts";
import { tComposerLazy } from "./lazy_words.ts";
import { putMark } from "./put_format.ts";
import type { OpenMenu } from "../ui/menu.tsx";
import { MenuList } from "../ui/menu_list.tsx";

interface FormatListProps extends OpenMenu {
  field: RefObject<HTMLTextAreaElement | null>;
}

const words = {
  bold: "bold",
  italic: "italic",
  strike: "strike",
  code: "code",
  link: "link",
  quote: "quote",
  list: "list",
} as const satisfies Record<MarkName, Parameters<typeof tComposerLazy>[0]>;

/** How what is selected may look. */
export function FormatList({ field, ...menu }: FormatListProps) {
  const items = markNames.map((name) => ({
    icon: name,
    label: tComposerLazy(words[name]),
    run: () => field.current && putMark(field.current, name),
  }));
  return <MenuList {...menu} items={items} />;
}
