// Two style sheets: one for the first screen, one for the chunks. Not made by Bun's CSS bundler: it expands logical properties into a rule per
// list of languages and OKLCH into three colours, for browsers that cannot run the script anyway.
import { join } from "node:path";

import * as mediaQueries from "../ui/media_queries.ts";

/** In cascade order: later sheets override earlier ones. */
const sheets = {
  first: [
    "ui/tokens",
    "ui/base",
    "sign_in/sign_in",
    "sidebar/sidebar",
    "conversation/room",
    "ui/skeleton",
    "composer/composer",
    "people/people",
    "ui/menu",
    "ui/dialog",
    "switcher/switcher_box",
    "settings/density",
  ],
  lazy: [
    "conversation/timeline",
    "message/message",
    "message/message_sheet",
    "message/body",
    "ui/form",
    "files/files",
    "people/person_card",
    "people/people_picker",
    "message_lists/message_lists",
    "search/search",
    "rooms/dialogs",
    "emoji/emoji",
    "composer/message_field",
    "switcher/switcher",
    "sidebar/unread_cue",
    "settings/sections",
    "admin/admin",
    "settings/settings",
    "conversation/side_panel",
    "ui/touch",
    "app/print",
    "ui/forced_colors",
  ],
} as const;

export async function buildStyle(which: keyof typeof sheets): Promise<string> {
  const folder = join(import.meta.dir, "..");
  const read = (name: string) => Bun.file(join(folder, `${name}.css`)).text();
  const [shared, ...texts] = await Promise.all(["ui/mixins", ...sheets[which]].map(read));
  return shrink(inline(texts.join("\n"), readMixins(shared ?? "")));
}

const queries: Record<string, string> = mediaQueries;

/** Syntax of CSS drafts (`@custom-media`, `@mixin`) that browsers do not support yet. */
function inline(css: string, mixins: ReadonlyMap<string, string>): string {
  return css
    .replaceAll(/@media [^{]+/g, (rule) =>
      rule.replaceAll(/\(--([\w-]+)\)/g, (_, name: string) => known(queries[name], name)),
    )
    .replaceAll(/@apply --([\w-]+);/g, (_, name: string) => known(mixins.get(name), name));
}

function readMixins(css: string): Map<string, string> {
  const mixins = css.matchAll(/@mixin --([\w-]+) \{([^}]*)\}/g);
  return new Map(Array.from(mixins, ([, name = "", declarations = ""]) => [name, declarations.trim()]));
}

function known(text: string | undefined, name: string): string {
  if (text === undefined) throw new Error(`A style sheet uses --${name}, which nothing defines.`);
  return text;
}

/** Removes comments and insignificant white space. Our sheets hold no strings with braces or comments in them. */
function shrink(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\s*([{};,])\s*/g, "$1")
    .replaceAll(/: /g, ":")
    .replaceAll(";}", "}")
    .trim();
}
