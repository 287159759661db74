import { avatarAddress } from "../../src/protocol/file_address.ts";
import type { Author } from "../../src/protocol/shapes.ts";
import { hueOf, initialOf } from "../people/names.ts";

/** The picture lies over the initial, which stays until it is there, and where it never comes. */
export function Avatar({ author, size = 36 }: { author: Author; size?: number }) {
  const address = avatarAddress(author);
  return (
    <span
      class="avatar"
      aria-hidden="true"
      style={{ "--hue": String(hueOf(author.id)), "--size": `${size}px` }}
    >
      {initialOf(author.displayName)}
      {address && (
        <img
          key={address}
          src={address}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          draggable={false}
          // What is clear in it shows no letter then.
          onLoad={({ currentTarget }) => (currentTarget.dataset["there"] = "")}
        />
      )}
    </span>
  );
}
