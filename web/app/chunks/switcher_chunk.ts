// What keys open, loaded as one part once nothing else happens.
export { ShortcutSheet } from "../shortcuts/shortcut_sheet.tsx";
export { markRoomsRead } from "../../sidebar/mark_rooms_read.ts";
export { SwitcherList } from "../../switcher/switcher.tsx";
