// What keys open, loaded as one part once nothing else happens.
export { ShortcutSheet } from "../shortcuts/shortcut_sheet.tsx";
export { markAllRead } from "../../switcher/mark_all_read.ts";
export { SwitcherList } from "../../switcher/switcher.tsx";
