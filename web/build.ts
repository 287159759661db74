// Builds the page: one script, one style sheet, one document, each compressed once, here, at its best.
import { join } from "node:path";

import { buildStyle } from "./build_style.ts";
import { readBuilt, removeBuilds, sourceKey, writeBuilt } from "./built_folder.ts";
import { createPageFile, hashOf, type PageFiles } from "./page_file.ts";

export type { PageFile, PageFiles } from "./page_file.ts";

const statics = [
  ["favicon.svg", "image/svg+xml"],
  ["manifest.webmanifest", "application/manifest+json"],
] as const;

export async function buildPage(): Promise<PageFiles> {
  const [script, style, template] = await Promise.all([
    buildScript(),
    buildStyle(),
    Bun.file(join(import.meta.dir, "index.html")).text(),
  ]);
  const scriptPath = `/assets/confab-${hashOf(script)}.js`;
  const stylePath = `/assets/confab-${hashOf(style)}.css`;
  const document = template.replace("%SCRIPT%", scriptPath).replace("%STYLE%", stylePath);
  const files: PageFiles = new Map();
  const add = (path: string, content: string, type: string, immutable: boolean) =>
    files.set(path, createPageFile(Buffer.from(content), { type, immutable }));
  add("/", document, "text/html; charset=utf-8", false);
  add(scriptPath, script, "text/javascript; charset=utf-8", true);
  add(stylePath, style, "text/css; charset=utf-8", true);
  for (const [name, type] of statics) {
    add(`/${name}`, await Bun.file(join(import.meta.dir, name)).text(), type, false);
  }
  return files;
}

async function buildScript(): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [join(import.meta.dir, "main.tsx")],
    target: "browser",
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
    jsx: { runtime: "automatic", importSource: "preact", development: false },
  });
  const [script] = outputs;
  if (!script || outputs.length !== 1)
    throw new Error(`The page's script came out as ${outputs.length} files.`);
  return script.text();
}

/**
 * The page as it was last built from exactly these sources, else a fresh build (kept for the next start where the
 * folder can be written). `rebuild` builds in any case.
 */
export async function loadPage({ rebuild = false }: { rebuild?: boolean } = {}): Promise<PageFiles> {
  const key = await sourceKey();
  const known = rebuild ? null : await readBuilt(key);
  if (known) return known;
  const files = await buildPage();
  // A read-only folder is no reason not to start.
  await writeBuilt(key, files).catch(() => {});
  return files;
}

/** First load over the wire: document, script and style as Brotli. */
export function firstLoadBytes(files: PageFiles): number {
  let bytes = 0;
  for (const [path, file] of files) {
    if (path === "/" || file.immutable) bytes += (file.br ?? file.identity).byteLength;
  }
  return bytes;
}

if (import.meta.main) {
  const files = await buildPage();
  await removeBuilds();
  await writeBuilt(await sourceKey(), files);
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
  for (const [path, { identity, gzip = identity, br = identity }] of files) {
    console.log(path.padEnd(36), ...[identity, gzip, br].map((bytes) => kB(bytes.byteLength)));
  }
  console.log(`first load ${kB(firstLoadBytes(files)).trim()} as Brotli (budget 60 kB), in dist/page`);
}
