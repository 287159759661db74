import type { MessageFile } from "../../src/protocol/shapes.ts";
import { Icon } from "../ui/icons.tsx";
import { fileIcon, fileLink } from "./file_shapes.ts";
import { fileSize, shownName } from "./file_words.ts";

/** A file that is opened or saved by pressing it. */
export function FileCard({ file }: { file: MessageFile }) {
  return (
    <a class="file-card" {...fileLink(file)}>
      <span class="file-mark">
        <Icon name={fileIcon(file.type)} size={20} />
      </span>
      <span class="file-text">
        <bdi class="file-name">{shownName(file.name)}</bdi>
        <span class="file-size">{fileSize(file.size)}</span>
      </span>
    </a>
  );
}
