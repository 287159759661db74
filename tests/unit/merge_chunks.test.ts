// Parts of the page that are loaded together are one file: what they do, and that each is there once, stays.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { mergeChunks, type Group, type SplitBuild } from "../../web/build/merge_chunks.ts";

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "confab-merge-"))));
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What `one` and `two` share counts its callers: there twice, it would begin anew. */
const modules = {
  "main.js": `export const run = async () => {
      const { one } = await import("./one.js");
      const { two, deep } = await import("./two.js");
      const { three } = await import("./three.js");
      return [one(), two(), three(), await deep()];
    };
    export const own = "of main";`,
  "one.js": `import { count } from "./shared.js"; import { own } from "./main.js"; export const one = () => "one " + count() + own;`,
  "two.js": `import { count } from "./shared.js"; import { name } from "./named.js";
    export const two = () => name + count(); export const deep = async () => (await import("./one.js")).one();`,
  "three.js": `import { name } from "./named.js"; import { count } from "./shared.js"; export const three = () => name + "three " + count();`,
  "shared.js": `let calls = 0; export const count = () => (calls += 1);`,
  "named.js": `export const name = ["na", "me "].join("");`,
};

async function split(): Promise<SplitBuild> {
  for (const [name, text] of Object.entries(modules)) await Bun.write(join(folder, name), text);
  const { outputs, metafile } = await Bun.build({
    entrypoints: [join(folder, "main.js")],
    target: "browser",
    minify: true,
    splitting: true,
    modulePreload: false,
    metafile: true,
    publicPath: "/assets/",
    naming: { entry: "confab-[hash].[ext]", chunk: "part-[hash].[ext]" },
  });
  const texts = new Map<string, string>();
  for (const output of outputs) texts.set(`/assets/${basename(output.path)}`, await output.text());
  const parts = new Map<string, string>();
  for (const [path, { entryPoint }] of Object.entries(metafile?.outputs ?? {}))
    if (entryPoint !== undefined) parts.set(basename(entryPoint), `/assets/${basename(path)}`);
  return { entry: parts.get("main.js") ?? "", texts, chunks: parts };
}

/** What it gives, run from a folder of its own. */
async function resultOf({ entry, texts }: SplitBuild): Promise<unknown> {
  const runFolder = await mkdtemp(join(folder, "run-"));
  for (const [path, text] of texts)
    await Bun.write(join(runFolder, basename(path)), text.replaceAll('"/assets/', '"./'));
  const { run } = await import(join(runFolder, basename(entry)));
  return run();
}

const expected = ["one 1of main", "name 2", "name three 3", "one 4of main"];

test("[BUILD] merged in any way, the parts do what they did, and what they share is there once", async () => {
  const script = await split();
  const apart = script.texts.size;
  expect(await resultOf(script)).toEqual(expected);
  const merges: { groups: Group[]; files: number }[] = [
    // Into one: the two that are shared and what is of main; one and both of them; the same and another; all.
    { groups: ["shared"], files: apart - 2 },
    { groups: [["one.js", "two.js"]], files: apart - 4 },
    { groups: [["one.js"], ["three.js"]], files: apart - 3 },
    { groups: [["one.js", "two.js", "three.js"]], files: apart - 5 },
  ];
  for (const { groups, files } of merges) {
    const merged = await mergeChunks(script, groups);
    expect({ groups, files: merged.texts.size }).toEqual({ groups, files });
    expect(await resultOf(merged)).toEqual(expected);
  }
});

test("[BUILD] another content has another name, also of what names it; the same has the same", async () => {
  const script = await split();
  const [one, again, other] = [
    await mergeChunks(script, [["one.js", "two.js"]]),
    await mergeChunks(script, [["one.js", "two.js"]]),
    await mergeChunks(script, [["two.js", "three.js"]]),
  ];
  expect([...again.texts]).toEqual([...one.texts]);
  for (const [path, text] of other.texts) {
    for (const known of [script, one]) expect(known.texts.get(path) ?? text).toBe(text);
  }
  expect(one.entry).not.toBe(script.entry);
  expect(one.entry).not.toBe(other.entry);
});

test("[BUILD] a group names parts: what nothing loads with import() is none", async () => {
  const script = await split();
  const refused = await mergeChunks(script, [["shared.js"]]).catch((error: unknown) => String(error));
  expect(refused).toContain("shared.js is no part");
});
