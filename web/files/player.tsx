import { fileAddress } from "../../src/protocol/file_address.ts";
import type { MessageFile } from "../../src/protocol/shapes.ts";
import { fileSize, shownName } from "./file_words.ts";

/** Sound or video, in the browser's own player; its name leads to the file itself. */
export function Player({ file, kind }: { file: MessageFile; kind: "audio" | "video" }) {
  const name = shownName(file.name);
  const source = fileAddress(file);
  return (
    <figure class={`player is-${kind}`}>
      {kind === "audio" ? (
        <audio controls preload="metadata" src={source} aria-label={name} />
      ) : (
        <video controls playsInline preload="metadata" src={source} aria-label={name} />
      )}
      <figcaption>
        <a href={source} target="_blank" rel="noopener">
          <bdi>{name}</bdi>
        </a>{" "}
        <span class="file-size">{fileSize(file.size)}</span>
      </figcaption>
    </figure>
  );
}
