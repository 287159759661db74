// Bun makes one file for each set of chunks that share code: a visit fetched forty files, most under a kilobyte, and each
// of them twice (see app/import_chunk.ts). Here files that are loaded together become one.
import { hashOf } from "./page_file.ts";

export interface SplitBuild {
  /** Path of the script that the document loads. */
  entry: string;
  /** By path. */
  texts: Map<string, string>;
  /** Paths of the files loaded with `import()`, by entry module: "app/chunks/conversation_chunk.ts". */
  chunks: Map<string, string>;
}

/** Modules loaded with `import()`, each with all its imports, or "shared": files that several others import. */
export type Group = readonly string[] | "shared";

interface Merged {
  path: string;
  text: string;
  members: ReadonlySet<string>;
}

const staticImport = /\bimport(?:\{([^{}]*)\}from)?"(\/assets\/part-[^"]+)"/g;
const dynamicImport = /\bimport\("(\/assets\/part-[^"]+)"\)/g;

/** A file belongs to the first group that names it. */
export async function mergeChunks(script: SplitBuild, groups: readonly Group[]): Promise<SplitBuild> {
  const { texts, chunks } = script;
  const usedNames = new Set<string>();
  const merged: Merged[] = [];
  for (const group of groups) {
    const members =
      group === "shared"
        ? sharedOf(script)
        : closureOf(
            texts,
            group.map((name) => chunkOf(chunks, name)),
          );
    const fresh = new Set([...members].filter((path) => !usedNames.has(path)));
    if (fresh.size < 2) continue;
    for (const path of fresh) usedNames.add(path);
    merged.push({ ...(await mergeTexts(texts, fresh)), members: fresh });
  }
  const rewritten = new Map<string, string>();
  for (const [path, text] of texts) if (!usedNames.has(path)) rewritten.set(path, rewrite(text, merged));
  for (const { path, text } of merged) rewritten.set(path, rewrite(text, merged));
  return renamed({ entry: script.entry, texts: rewritten, chunks }, texts);
}

function chunkOf(chunks: ReadonlyMap<string, string>, name: string): string {
  const path = chunks.get(name);
  if (path === undefined) throw new Error(`${name} is no part: nothing loads it when it is needed.`);
  return path;
}

/** These files and everything they import. */
function closureOf(texts: ReadonlyMap<string, string>, roots: readonly string[]): Set<string> {
  const found = new Set(roots);
  for (const path of found) {
    for (const [, , imported = ""] of (texts.get(path) ?? "").matchAll(staticImport)) found.add(imported);
  }
  return found;
}

function sharedOf({ entry, texts, chunks }: SplitBuild): Set<string> {
  const roots = new Set([entry, ...chunks.values()]);
  return new Set([...texts.keys()].filter((path) => !roots.has(path)));
}

/** The name under which a group's file exports what one of its members exports. */
const nameIn = (path: string, name: string) => `${prefixOf(path)}_${name}`;
/** And the name of all these exports together, for `import()`. */
const prefixOf = (path: string) => `p${/part-(\w+)\.js$/.exec(path)?.[1] ?? ""}`;

async function mergeTexts(
  texts: ReadonlyMap<string, string>,
  members: ReadonlySet<string>,
): Promise<{ path: string; text: string }> {
  const transpiler = new Bun.Transpiler({ loader: "js" });
  const lines = [...members].flatMap((path) => {
    const given = transpiler.scan(texts.get(path) ?? "").exports;
    const names = given.map((name) => `${name} as ${nameIn(path, name)}`);
    const from = ` from ${JSON.stringify(path)};`;
    return [`export{${names.join(",")}}${from}`, `export*as ${prefixOf(path)}${from}`];
  });
  const all = "merged.js";
  const { outputs } = await Bun.build({
    entrypoints: [all],
    target: "browser",
    minify: true,
    format: "esm",
    plugins: [
      {
        name: "merged parts",
        setup(build) {
          build.onResolve({ filter: /.*/ }, ({ path }) =>
            path === all || members.has(path) ? { path, namespace: "merged" } : { path, external: true },
          );
          build.onLoad({ filter: /.*/, namespace: "merged" }, ({ path }) => ({
            contents: path === all ? lines.join("\n") : (texts.get(path) ?? ""),
            loader: "js",
          }));
        },
      },
    ],
  });
  const [output] = outputs;
  if (!output) throw new Error("The parts did not become one.");
  const text = await output.text();
  return { path: `/assets/part-${hashOf(text)}.js`, text };
}

/** Redirects imports to the group that took the file in. */
function rewrite(text: string, merged: readonly Merged[]): string {
  const holderOf = (path: string) => merged.find(({ members }) => members.has(path))?.path;
  return text
    .replaceAll(staticImport, (whole, names: string | undefined, path: string) => {
      const holder = holderOf(path);
      if (holder === undefined) return whole;
      const there = whole.replace(path, holder);
      if (names === undefined) return there;
      const renamed = names.split(",").map((name) => {
        const [outer = "", inner = outer] = name.trim().split(/\s+as\s+/);
        return `${nameIn(path, outer)} as ${inner}`;
      });
      return there.replace(`{${names}}`, `{${renamed.join(",")}}`);
    })
    .replaceAll(dynamicImport, (whole, path: string) => {
      const holder = holderOf(path);
      if (holder === undefined) return whole;
      return `${whole.replace(path, holder)}.then((part)=>part.${prefixOf(path)})`;
    });
}

/** A file name holds a hash of its content: a file that was changed here gets a new name, and so does every file that names it. */
function renamed(script: SplitBuild, before: ReadonlyMap<string, string>): SplitBuild {
  const other = new Set(
    [...script.texts].filter(([path, text]) => before.get(path) !== text).map(([path]) => path),
  );
  for (const path of other) {
    for (const [importer, text] of script.texts) if (text.includes(`"${path}"`)) other.add(importer);
  }
  const revision = hashOf(
    [...other]
      .sort()
      .map((path) => script.texts.get(path))
      .join("\0"),
  );
  const names = new Map(
    [...other].map((path) => [path, path.replace(/-[\w-]+\.js$/, `-${hashOf(path + revision)}.js`)]),
  );
  const rename = (path: string) => names.get(path) ?? path;
  const path = /(?<=")\/assets\/[\w-]+\.js(?=")/g;
  return {
    entry: rename(script.entry),
    texts: new Map([...script.texts].map(([name, text]) => [rename(name), text.replaceAll(path, rename)])),
    chunks: script.chunks,
  };
}
