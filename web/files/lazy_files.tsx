// What adds files and shows them large comes as one part. The files in a message come with the timeline: they have a height.
import { later } from "../ui/lazy/lazy.tsx";

const part = () => import("./files_chunk.ts");

/** Nobody asked to see it: without it nothing is said. */
export const DropZone = later(() => part().then((files) => files.DropZone), { frame: () => null });
export const TrayList = later(() => part().then((files) => files.TrayList));

/** Fetched while nothing else happens, so that pictures open at once and files may be dropped offline too. */
export const fetchFiles = () => {
  for (const load of [part, () => import("./uploads_chunk.ts")]) void load().catch(() => {});
};
