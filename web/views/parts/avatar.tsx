import type { Author } from "../../../src/protocol/shapes.ts";
import { hueOf, initialOf } from "../../text/names.ts";

export function Avatar({ author, size = 36 }: { author: Author; size?: number }) {
  return (
    <span
      class="avatar"
      aria-hidden="true"
      style={{ "--hue": String(hueOf(author.id)), "--size": `${size}px` }}
    >
      {initialOf(author.displayName)}
    </span>
  );
}
