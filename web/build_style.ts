// Two style sheets out of web/style: what the first screen needs, and what comes with the parts of the page. Not through Bun's CSS bundler: it rewrites logical properties into one rule for each
// list of languages and OKLCH into three colours, for browsers that cannot run the script anyway.
import { join } from "node:path";

/** In the order of the cascade: what comes later comes behind all that was there. */
const sheets = {
  first: [
    "tokens",
    "base",
    "door",
    "side",
    "room",
    "skeleton",
    "composer",
    "people",
    "float",
    "dialog",
    "switcher_box",
    "density",
  ],
  later: [
    "timeline",
    "message",
    "sheet",
    "body",
    "form",
    "files",
    "person_card",
    "picker",
    "found",
    "search",
    "dialogs",
    "emoji",
    "writing",
    "switcher",
    "side_cue",
    "sections",
    "admin",
    "settings",
    "panel",
    "touch",
    "print",
    "forced",
  ],
} as const;

export async function buildStyle(which: keyof typeof sheets): Promise<string> {
  const folder = join(import.meta.dir, "style");
  const texts = await Promise.all(sheets[which].map((name) => Bun.file(join(folder, `${name}.css`)).text()));
  return shrink(texts.join("\n"));
}

/** Removes comments and white space that mean nothing. Our sheets hold no strings with braces or comments in them. */
function shrink(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\s*([{};,])\s*/g, "$1")
    .replaceAll(/: /g, ":")
    .replaceAll(";}", "}")
    .trim();
}
