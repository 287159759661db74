// Views opened by shortcuts: one chunk, fetched when idle.
export { ShortcutSheet } from "../shortcuts/shortcut_sheet.tsx";
export { markRoomsRead } from "../../sidebar/mark_rooms_read.ts";
export { SwitcherList } from "../../switcher/switcher.tsx";
