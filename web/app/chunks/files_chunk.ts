// What shows files: one part of the page, fetched when it is first needed or while nothing else happens.
export { DropZone } from "../../files/drop_zone.tsx";
export { Lightbox } from "../../files/lightbox.tsx";
export { TrayList } from "../../files/tray_list.tsx";
