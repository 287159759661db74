// The views of files: one chunk, fetched when first needed or when idle.
export { DropZone } from "../../files/drop_zone.tsx";
export { Lightbox } from "../../files/lightbox.tsx";
export { TrayList } from "../../files/tray_list.tsx";
