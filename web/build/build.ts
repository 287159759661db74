// Builds the page: one document, a script and its lazy chunks, a style sheet for the first screen and one for the chunks.
// Each file is compressed once, here, at the highest level.
import { basename, join, relative, resolve } from "node:path";

import { buildStyle } from "./build_style.ts";
import { readBuilt, removeBuilds, sourceKey, writeBuilt } from "./built_folder.ts";
import type { PageFiles } from "../../src/protocol/page_files.ts";
import { mergeChunks, type Group, type SplitBuild } from "./merge_chunks.ts";
import { createPageFile, hashOf } from "./page_file.ts";

const web = join(import.meta.dir, "..");

const staticImport = /(?:from|import)"(\/assets\/[^"]+)"/g;

const statics = [
  ["favicon.svg", "image/svg+xml"],
  ["manifest.webmanifest", "application/manifest+json"],
] as const;

export async function buildPage(): Promise<PageFiles> {
  const [style, lazyStyle, template] = await Promise.all([
    buildStyle("first"),
    buildStyle("lazy"),
    Bun.file(join(web, "index.html")).text(),
  ]);
  const stylePath = `/assets/confab-${hashOf(style)}.css`;
  const lazyStylePath = `/assets/lazy-${hashOf(lazyStyle)}.css`;
  const scripts = await buildScripts({ lazyStylePath });
  const guard = await buildGuard();
  const document = template
    .replace("%GUARD%", guard.entry)
    .replace("%SCRIPT%", scripts.entry)
    .replace("%STYLE%", stylePath);
  const files: PageFiles = new Map();
  const add = (path: string, content: string, type: string, immutable: boolean) =>
    files.set(path, createPageFile(Buffer.from(content), { type, immutable }));
  add("/", document, "text/html; charset=utf-8", false);
  for (const [path, script] of [...guard.texts, ...scripts.texts])
    add(path, script, "text/javascript; charset=utf-8", true);
  add(stylePath, style, "text/css; charset=utf-8", true);
  add(lazyStylePath, lazyStyle, "text/css; charset=utf-8", true);
  for (const [name, type] of statics) {
    add(`/${name}`, await Bun.file(join(web, name)).text(), type, false);
  }
  return files;
}

/** By path; file names hold a hash of the content. */
type Scripts = Pick<SplitBuild, "entry" | "texts">;

/** Chunks that are fetched at the same time, merged into a file each. */
const together: Group[] = [
  // The first screen of a signed-out visitor: it must not wait for other code.
  ["app/chunks/sign_in_chunk.ts"],
  // Shown as early as possible on every visit.
  [
    "app/chunks/conversation_chunk.ts",
    "ui/columns/column_edge.tsx",
    "sidebar/unread_cue.tsx",
    "app/chunks/files_chunk.ts",
    "app/idle_chunk.ts",
    "ui/roving_focus_chunk.ts",
    "ui/gestures/watch_long_press.ts",
    "ui/icon_paths_chunk.ts",
    "message/message_preview.ts",
    "message/send_failure_words.ts",
  ],
  // Fetched before anything can be written, chosen or sent.
  [
    "composer/completion.tsx",
    "composer/highlight_text.ts",
    "composer/put_format.ts",
    "app/chunks/tools_chunk.ts",
    "files/uploads_chunk.ts",
  ],
  // Shared by dialogs and settings.
  "shared",
];

async function buildScripts({ lazyStylePath }: { lazyStylePath: string }): Promise<Scripts> {
  const worker = await buildScript("message/code/code_worker.ts", { entry: "code-[hash].[ext]" });
  const split = await buildScript("app/main.tsx", {
    entry: "confab-[hash].[ext]",
    define: { CODE_WORKER: JSON.stringify(worker.entry), LAZY_STYLE: JSON.stringify(lazyStylePath) },
  });
  const page = await mergeChunks(split, together);
  return { entry: page.entry, texts: new Map([...worker.texts, ...withImportChunk(page.texts)]) };
}

/** A chunk that failed to load may be fetched again: see app/import_chunk.ts. */
function withImportChunk(texts: ReadonlyMap<string, string>): Map<string, string> {
  const chunkName = /^\/assets\/part-(.+)\.js$/;
  function importsOf(path: string, found = new Set<string>()): Set<string> {
    for (const [, imported = ""] of (texts.get(path) ?? "").matchAll(staticImport)) {
      if (found.has(imported) || !chunkName.test(imported)) continue;
      found.add(imported);
      importsOf(imported, found);
    }
    return found;
  }
  const nameOf = (path: string) => chunkName.exec(path)?.[1] ?? "";
  const call = (native: string, path: string) => {
    const names = [...new Set([path, ...importsOf(path)])].map(nameOf);
    return `importChunk("${names.join(" ")}",()=>${native})`;
  };
  return new Map(
    [...texts].map(([path, text]) => [path, text.replaceAll(/\bimport\("(\/assets\/part-[^"]+)"\)/g, call)]),
  );
}

/** Runs before the page's script, also in browsers that cannot parse it, and explains a start that failed. */
async function buildGuard(): Promise<Scripts> {
  const reason = await buildScript("app/start/cannot_start.ts", {
    entry: "reason-[hash].[ext]",
    format: "iife",
  });
  const guard = await buildScript("app/start/guard.ts", {
    entry: "guard-[hash].[ext]",
    format: "iife",
    define: { CANNOT_START: JSON.stringify(reason.entry) },
  });
  return { entry: guard.entry, texts: new Map([...guard.texts, ...reason.texts]) };
}

async function buildScript(
  file: string,
  {
    entry,
    define = {},
    format = "esm",
  }: { entry: string; define?: Record<string, string>; format?: "esm" | "iife" },
): Promise<SplitBuild> {
  const { outputs, metafile } = await Bun.build({
    entrypoints: [join(web, file)],
    target: "browser",
    minify: true,
    format,
    // Each `import()` becomes a file.
    splitting: format === "esm",
    metafile: true,
    // A failed preload stays cached as a failed import; `importChunk` fetches these files in parallel instead.
    modulePreload: false,
    publicPath: "/assets/",
    naming: { entry, chunk: "part-[hash].[ext]" },
    define: { "process.env.NODE_ENV": '"production"', ...define },
    jsx: { runtime: "automatic", importSource: "preact", development: false },
  });
  const pathOf = (output: (typeof outputs)[number]) => `/assets/${basename(output.path)}`;
  const first = outputs.find(({ kind }) => kind === "entry-point");
  if (!first) throw new Error(`The script ${file} did not come out of the build.`);
  const texts = new Map<string, string>();
  for (const output of outputs) texts.set(pathOf(output), await output.text());
  const chunks = new Map<string, string>();
  for (const [path, { entryPoint }] of Object.entries(metafile?.outputs ?? {})) {
    if (entryPoint !== undefined) chunks.set(moduleName(entryPoint), `/assets/${basename(path)}`);
  }
  return { entry: pathOf(first), texts, chunks };
}

/** Paths are below this folder. */
const moduleName = (path: string) => relative(web, resolve(path));

/**
 * The last page built from exactly these sources, else a fresh build, which is stored for the next start if the folder
 * is writable. `rebuild` always builds.
 */
export async function loadPage({ rebuild = false }: { rebuild?: boolean } = {}): Promise<PageFiles> {
  const key = await sourceKey();
  const known = rebuild ? null : await readBuilt(key);
  if (known) return known;
  const files = await buildPage();
  // A read-only folder does not stop the start.
  await writeBuilt(key, files).catch(() => {});
  return files;
}

/** Size of the first load on the wire: the document and the files it cannot do without, as Brotli. */
export function firstLoadBytes(files: PageFiles): number {
  let bytes = 0;
  for (const path of firstLoad(files)) {
    const file = files.get(path);
    if (file) bytes += (file.br ?? file.identity).byteLength;
  }
  return bytes;
}

/** The files that the document names, and their static imports. */
function firstLoad(files: PageFiles): Set<string> {
  const found = new Set(["/"]);
  for (const path of found) {
    const file = files.get(path);
    if (!file || path.endsWith(".css")) continue;
    const text = new TextDecoder().decode(file.identity);
    const named = path === "/" ? /(?:src|href)="(\/assets\/[^"]+)"/g : staticImport;
    for (const [, name] of text.matchAll(named)) if (name !== undefined) found.add(name);
  }
  return found;
}

if (import.meta.main) {
  const files = await buildPage();
  await removeBuilds();
  await writeBuilt(await sourceKey(), files);
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
  const first = firstLoad(files);
  for (const [path, { identity, gzip = identity, br = identity }] of files) {
    const sizes = [identity, gzip, br].map((bytes) => kB(bytes.byteLength));
    console.log(path.padEnd(36), ...sizes, first.has(path) ? "first load" : "when needed");
  }
  console.log(`first load ${kB(firstLoadBytes(files)).trim()} as Brotli (budget 60 kB), in dist/page`);
}
