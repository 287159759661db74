// The files of a message: pictures side by side, then what plays, then what is saved.
import type { MessageFile } from "../../src/protocol/shapes.ts";
import { shapeOf } from "./file_shapes.ts";

import { FileCard } from "./file_card.tsx";
import { PictureButton } from "./picture_button.tsx";
import { Player } from "./player.tsx";

export function FileList({ files }: { files: readonly MessageFile[] }) {
  const pictures = files.filter((file) => shapeOf(file) === "picture");
  return (
    <div class="files">
      {pictures.length > 0 && (
        <div class="pictures">
          {pictures.map((file) => (
            <PictureButton key={file.id} file={file} among={pictures} />
          ))}
        </div>
      )}
      {files.map((file) => {
        const shape = shapeOf(file);
        if (shape === "picture") return null;
        if (shape === "card") return <FileCard key={file.id} file={file} />;
        return <Player key={file.id} file={file} kind={shape} />;
      })}
    </div>
  );
}
