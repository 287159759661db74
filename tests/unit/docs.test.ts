// The help at /docs: every page of the folder is in it, is whole, and what its links and those of the other documents lead to is there.
import { describe, expect, test } from "bun:test";
import { Glob } from "bun";
import { join } from "node:path";

import { helpPages } from "../../src/docs/pages.ts";
import { docsStyle } from "../../src/docs/style.ts";
import { renderHelp, resolveLink, titleOf } from "../../src/docs/render_markdown.ts";
import { findDeadLinks, readDocuments, readHeadings } from "../support/documents.ts";

const repository = join(import.meta.dir, "..", "..");
const documents = await readDocuments();
const [sample] = helpPages;

describe("[DOCS] the documents", () => {
  test("[DOCS] every link between them leads to a file and a heading that is there", async () => {
    expect(documents.size).toBeGreaterThan(15);
    expect(await findDeadLinks(documents)).toEqual([]);
  });

  test("[DOCS] a dead link is told: a file, a heading, a picture", async () => {
    const planted = new Map([
      [
        "README.md",
        "[a](src/docs/nothing.md) [b](#nowhere) ![c](.github/nothing.png) [d](https://x.example/e)",
      ],
      ["src/docs/use.md", "# Use\n\n[f](../../README.md#here) [g](#use)"],
    ]);
    const dead = await findDeadLinks(planted);
    expect(dead.map((one) => /\(?to (\S+):/.exec(one)?.[1])).toEqual([
      "src/docs/nothing.md",
      "#nowhere",
      ".github/nothing.png",
      "../../README.md#here",
    ]);
  });

  test("[DOCS] a heading has the same anchor in the help and on a code host", () => {
    for (const { source, text } of helpPages) {
      for (const { id, slug } of readHeadings(text)) expect([source, id]).toEqual([source, slug]);
    }
  });
});

describe("[R14] the help", () => {
  test("[R14] every Markdown file of src/docs is a page, under an address of its own", () => {
    const files = [...new Glob("src/docs/*.md").scanSync(repository)].sort();
    const sources = helpPages.map(({ source }) => source);
    expect(files.filter((path) => !sources.includes(path))).toEqual([]);
    expect(new Set(helpPages.map(({ slug }) => slug)).size).toBe(helpPages.length);
    for (const { slug } of helpPages) expect(slug).toMatch(/^[a-z-]+$/);
  });

  for (const page of helpPages) {
    test(`[R14] ${page.slug} has one title, sections with anchors, and no script, style or address of a file`, () => {
      const { title, sections, html } = renderHelp(page);
      expect([title, html.match(/<h1/g)?.length]).toEqual([titleOf(page), 1]);
      for (const { id } of sections) expect(html.split(`id="${id}"`).length).toBe(2);
      expect(html).not.toMatch(/<script|<style|\son\w+=|style=|<!--|<img/);
      for (const [, href] of html.matchAll(/<a href="([^"]*)"/g)) {
        expect(href).toMatch(/^(?:https:\/\/|#|\/docs\/[a-z-]+(?:#.*)?$|\/docs$)/);
      }
      const tables = html.split("<table>").length - 1;
      const boxes = html.match(/<div class="scroll" role="group" tabindex="0" aria-labelledby="([^"]+)">/g);
      expect(boxes?.length ?? 0).toBe(tables);
    });
  }

  test("[R14] its style uses no token that the page does not have, and no colour of its own", () => {
    const used = [...docsStyle.matchAll(/var\((--[a-z0-9-]+)\)/g)].map(([, name = ""]) => name);
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter((name) => !docsStyle.includes(`\n  ${name}:`))).toEqual([]);
    const own = docsStyle.slice(docsStyle.indexOf("/* Around the tokens"));
    expect(own.match(/#[0-9a-f]{3,8}\b|(?:rgb|hsl|oklch)a?\(/g)).toBeNull();
  });

  test("[R14] a link to a file that is no page of the help is refused", () => {
    if (!sample) throw new Error("The help has no page.");
    expect(resolveLink("../protocol/SPEC.md#8-rest", sample)).toBe("/docs/protocol#8-rest");
    expect(resolveLink("backup.md", sample)).toBe("/docs/backup");
    expect(() => resolveLink("../../Dockerfile", sample)).toThrow("no page of the help");
  });
});
