import { fileAddress, thumbAddress } from "../../src/protocol/file_address.ts";
import type { MessageFile } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { fitInto } from "./file_shapes.ts";
import { shownName } from "./file_words.ts";
import { filesChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const Lightbox = lazy(filesChunk, ({ Lightbox }) => Lightbox, inDialog);

const alone = { width: 400, height: 300 };
const tileSize = { width: 240, height: 180 };
/** A moving picture up to this size is shown itself, unless less motion is wanted. */
const movingBytes = 4 * 1024 * 1024;

interface PictureButtonProps {
  file: MessageFile;
  /** All pictures of the message, this one too. */
  among: readonly MessageFile[];
}

/** A picture in a message. Its area is reserved while it loads; a press opens it. */
export function PictureButton({ file, among }: PictureButtonProps) {
  const app = useApp();
  const size = { width: file.width ?? 1, height: file.height ?? 1 };
  const { width, height } = fitInto(size, among.length > 1 ? tileSize : alone);
  const isMoving = file.type === "image/gif" && file.size <= movingBytes;
  const mayMove = isMoving && !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return (
    <button
      type="button"
      class="picture"
      onClick={() => app.show((close) => <Lightbox pictures={among} first={file.id} close={close} />)}
    >
      <img
        src={mayMove ? fileAddress(file) : thumbAddress(file)}
        width={width}
        height={height}
        alt={shownName(file.name)}
        loading="lazy"
        decoding="async"
      />
    </button>
  );
}
