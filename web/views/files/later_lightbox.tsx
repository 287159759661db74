// The picture over everything: not before the first is opened.
import { laterDialog } from "../parts/later_dialog.tsx";

export const Lightbox = laterDialog(() => import("./files_part.ts").then((files) => files.Lightbox));
