import { avatarAddress } from "../../src/protocol/file_address.ts";
import type { Author } from "../../src/protocol/shapes.ts";
import { currentLocale } from "../i18n/locale.ts";

/** The picture covers the initial, which stays until the picture has loaded, or if it never does. */
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
          // A picture with transparent parts must not show the letter.
          onLoad={({ currentTarget }) => (currentTarget.dataset["there"] = "")}
        />
      )}
    </span>
  );
}

/** The same in every language; creating one for every avatar of a page is slow. */
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The first letter of a name as its reader sees it. */
export function initialOf(name: string): string {
  const [first] = graphemes.segment(name);
  return (first?.segment ?? "?").toLocaleUpperCase(currentLocale());
}

/** A hue that stays with a person: neighbours in id lie far apart on the wheel. */
function hueOf(userId: number): number {
  return Math.round((userId * 137.508 + 158) % 360);
}
