// Small pictures of how the page would look: drawn with the page's own colours, in the theme they stand for.
import type { Preferences } from "../../src/protocol/preferences.ts";

import { useMedia } from "../ui/use_media.ts";

type AppearancePart = Partial<Pick<Preferences, "theme" | "contrast" | "density">>;

function Miniature({ theme, contrast, density }: AppearancePart) {
  return (
    <span class="miniature" data-theme={theme} data-contrast={contrast} data-spread={density}>
      <span class="miniature-side">
        <i />
        <i class="is-selected" />
        <i />
      </span>
      <span class="miniature-page">
        <i class="is-name" />
        <i />
        <i class="is-mine" />
        <i class="is-short" />
      </span>
    </span>
  );
}

export function ThemePicture({ theme }: { theme: Preferences["theme"] }) {
  return (
    <span class="preview" aria-hidden="true">
      <Miniature theme={theme === "dark" ? "dark" : "light"} />
      {theme === "system" && <Miniature theme="dark" />}
    </span>
  );
}

export function ContrastPicture({ contrast }: { contrast: Preferences["contrast"] }) {
  const asked = useMedia("(prefers-contrast: more)") ? "more" : contrast;
  return (
    <span class="preview" aria-hidden="true">
      <span class="specimen" data-contrast={asked}>
        <span class="specimen-word">Aa</span>
        <i />
        <i />
      </span>
    </span>
  );
}

export function DensityPicture({ density }: { density: Preferences["density"] }) {
  return (
    <span class="preview" aria-hidden="true">
      <span class="lines" data-spread={density}>
        {Array.from({ length: density === "compact" ? 6 : 4 }, (_, line) => (
          <span key={line}>
            <b />
            <i />
          </span>
        ))}
      </span>
    </span>
  );
}
