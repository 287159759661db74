// The picture over everything: not before the first is opened.
import { later } from "../parts/later.tsx";
import { PartFailed } from "../parts/part_failed.tsx";

export const Lightbox = later(
  () => import("./files_part.ts").then((files) => files.Lightbox),
  undefined,
  (_, { close }) => <PartFailed close={close} />,
);
