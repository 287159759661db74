// What keys open, loaded as one part once nothing else happens.
export { ShortcutSheet } from "../app/shortcuts/shortcut_sheet.tsx";
export { markAllRead } from "./mark_all_read.ts";
export { SwitcherList } from "./switcher.tsx";
