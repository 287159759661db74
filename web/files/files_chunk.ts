// What shows files: one part of the page, fetched when it is first needed or while nothing else happens.
export { DropZone } from "./drop_zone.tsx";
export { Lightbox } from "./lightbox.tsx";
export { TrayList } from "./tray_list.tsx";
