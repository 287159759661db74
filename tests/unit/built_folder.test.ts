// SPEC H14: a page that is not whole any more is not served.
import { readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "bun:test";

import { builtFolder, readBuilt, writeBuilt } from "../../web/build/built_folder.ts";
import type { PageFiles } from "../../src/protocol/page_files.ts";
import { createPageFile } from "../../web/build/page_file.ts";

const key = `test-${crypto.randomUUID()}`;
const folder = builtFolder(key);
afterEach(() => rm(folder, { recursive: true, force: true }));

function makeFiles(): PageFiles {
  const file = (text: string) =>
    createPageFile(Buffer.from(text.repeat(200)), { type: "text/plain", immutable: true });
  return new Map([
    ["/", file("<p>Confab</p>")],
    ["/assets/confab-1.js", file("let confab = 1;")],
  ]);
}

test("[H14] a built page comes back as it was written", async () => {
  const files = makeFiles();
  await writeBuilt(key, files);
  const read = await readBuilt(key);
  expect([...(read ?? [])].map(([path]) => path)).toEqual([...files.keys()]);
  for (const [path, file] of files) {
    expect(Buffer.from(read?.get(path)?.br ?? []).equals(Buffer.from(file.br ?? []))).toBe(true);
  }
});

test("[H14] whichever file of it is cut off or changed, it is not used, and the next build takes its place", async () => {
  await writeBuilt(key, makeFiles());
  const names = await readdir(folder);
  expect(names.sort()).toEqual([
    "confab-1.js",
    "confab-1.js.br",
    "confab-1.js.gz",
    "files.json",
    "index.html",
    "index.html.br",
    "index.html.gz",
  ]);
  for (const name of names) {
    const path = join(folder, name);
    const { byteLength } = await readFile(path);
    for (const length of [0, byteLength - 1]) {
      await truncate(path, length);
      expect([name, length, await readBuilt(key)]).toEqual([name, length, null]);
      await writeBuilt(key, makeFiles());
      expect(await readBuilt(key)).not.toBeNull();
    }
    if (name === "files.json") continue;
    const bytes = await readFile(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(path, bytes);
    expect([name, await readBuilt(key)]).toEqual([name, null]);
    await writeBuilt(key, makeFiles());
  }
  expect(
    (await readdir(join(folder, ".."))).filter((name) => name.startsWith(`.draft-${process.pid}-`)),
  ).toEqual([]);
});
