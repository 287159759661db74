// The style sheets beside one another: all of them are worn at once, sooner or later.
import { expect, test } from "bun:test";
import { Glob } from "bun";
import { join } from "node:path";

import { buildStyle } from "../../web/build/build_style.ts";

const folder = join(import.meta.dir, "../../web");
/** What they are for is to change what others say. */
const changing = new Set(["settings/density.css", "ui/forced_colors.css", "ui/touch.css", "app/print.css"]);

const sheets = await Promise.all(
  [...new Glob("**/*.css").scanSync(folder)].sort().map(async (name) => {
    const text = await Bun.file(join(folder, name)).text();
    return { name, text: text.replaceAll(/\/\*[\s\S]*?\*\//g, "") };
  }),
);

test("[VISUAL] no class is told how it looks by two sheets: the one that comes later would spoil the other's", () => {
  const declared = new Map<string, string>();
  const twice: string[] = [];
  for (const { name, text } of sheets.filter((sheet) => !changing.has(sheet.name))) {
    for (const [, selector = ""] of text.matchAll(/^(\.[\w-]+)(?=\s*[,{])/gm)) {
      const other = declared.get(selector) ?? name;
      if (other !== name) twice.push(`${selector} in ${other} and ${name}`);
      declared.set(selector, other);
    }
  }
  expect(declared.size).toBeGreaterThan(200);
  expect(twice).toEqual([]);
});

test("[VISUAL] the widths at which the page changes and a cut line are written once, and the built style has no name of them", async () => {
  const repeated = sheets
    .filter(({ name }) => name !== "ui/mixins.css")
    .flatMap(({ name, text }) => {
      const found = text.match(
        /@media [^{]*72[01]px|overflow: hidden;\s+text-overflow: ellipsis;\s+white-space/g,
      );
      return (found ?? []).map((one) => `${name}: ${one}`);
    });
  expect(repeated).toEqual([]);
  const built = (await Promise.all([buildStyle("first"), buildStyle("lazy")])).join("");
  expect(built.split("@media (pointer:coarse),(max-width:720px){").length).toBeGreaterThan(10);
  expect(built.split("overflow:hidden;text-overflow:ellipsis;white-space:nowrap").length).toBeGreaterThan(15);
  expect(built.match(/@apply|@mixin|@media [^{]*--/)).toBeNull();
});

test("[VISUAL] what is said of the left and the right is said of the start and the end", () => {
  const physical =
    /(?:^|[\s;{])((?:margin|padding|border)-(?:left|right)|(?:left|right)|float|text-align: (?:left|right))\s*:/gm;
  const found = sheets.flatMap(({ name, text }) =>
    Array.from(text.matchAll(physical), ([, what]) => `${name}: ${what}`),
  );
  expect(found).toEqual([]);
});
