// The picture over everything: not before the first is opened.
import { laterDialog } from "../ui/lazy/lazy_dialog.tsx";

export const Lightbox = laterDialog(() => import("./files_chunk.ts").then((files) => files.Lightbox));
