// Which layer may import which: protocol ← domain ← storage | transport | platform ← main, cli. The page takes src/protocol, and
// of files that need zod only types.
import { readdir } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";

import { readImports, withoutComments } from "./imports.ts";
import { findWrongPageArrows } from "./page_arrows.ts";

/** Path from the repository's root, with the text. */
export type Sources = Map<string, string>;

type Layer =
  | "protocol"
  | "domain"
  | "storage"
  | "transport"
  | "platform"
  | "programFiles"
  | "config"
  | "root"
  | "page"
  | "pageBuild"
  | "mediaQueries"
  | "docs"
  | "data";

interface Rule {
  may: Layer[];
  packages: (name: string) => boolean;
}

const isBuiltIn = (name: string) => name.startsWith("node:") || name.startsWith("bun");
const isOneOf =
  (...names: string[]) =>
  (name: string) =>
    names.some((one) => name === one || name.startsWith(`${one}/`));

const rules: Record<Layer, Rule> = {
  protocol: { may: ["protocol"], packages: isOneOf("zod") },
  domain: {
    may: ["protocol", "domain"],
    packages: (name) =>
      name === "node:crypto" ||
      (!isBuiltIn(name) && !isOneOf("hono", "drizzle-orm", "@libsql", "@hono")(name)),
  },
  storage: {
    may: ["protocol", "domain", "storage", "programFiles", "data"],
    packages: (name) => !isOneOf("hono", "@hono", "preact", "@preact")(name),
  },
  transport: {
    may: ["protocol", "domain", "transport", "docs"],
    packages: (name) => !isOneOf("drizzle-orm", "@libsql", "bun:sqlite", "preact", "@preact")(name),
  },
  // What Bun and the system do for the domain, and the built page. Data: package.json, for the version.
  platform: {
    may: ["protocol", "domain", "platform", "programFiles", "pageBuild", "data"],
    packages: isBuiltIn,
  },
  // Where the program keeps its files: the one part of the platform that storage and settings know.
  programFiles: { may: [], packages: isBuiltIn },
  config: { may: ["protocol", "domain", "config", "programFiles"], packages: () => true },
  root: {
    // Data: package.json, for the version.
    may: ["protocol", "domain", "storage", "transport", "platform", "programFiles", "config", "root", "data"],
    packages: () => true,
  },
  // highlight.js is of the worker for code alone: the first load has no room for it.
  page: { may: ["protocol", "page", "mediaQueries"], packages: isOneOf("preact", "@preact", "highlight.js") },
  pageBuild: {
    may: ["pageBuild", "protocol", "mediaQueries"],
    packages: (name) => isBuiltIn(name) || isOneOf("emojilib", "gemoji", "unicode-emoji-json")(name),
  },
  // Code asks by them, and the build writes them into the style sheets.
  mediaQueries: { may: [], packages: () => false },
  // The help: Markdown, and what makes HTML of it.
  docs: { may: ["docs", "data"], packages: () => false },
  data: { may: [], packages: () => false },
};

const folderLayers = ["protocol", "domain", "storage", "transport", "platform", "docs"] as const;
/** Of the files in `src` itself only those that know all layers; and the command line. */
const isRoot = /^src\/(?:(?:main|cli|services)\.ts$|commands\/[^/]+$)/;

function layerOf(path: string): Layer | null {
  // A text is read by whom it concerns; the help is as colourful as the page.
  if (path.endsWith(".md") || path === "web/ui/tokens.css") return "data";
  if (path === "web/ui/media_queries.ts") return "mediaQueries";
  // `web/build` makes the page, all other folders are the page.
  if (path.startsWith("web/build/")) return "pageBuild";
  if (path.startsWith("web/")) return "page";
  // Folders of data, such as the migrations.
  if (!path.startsWith("src/")) return "data";
  if (path === "src/config.ts" || path.startsWith("src/config/")) return "config";
  if (path === "src/platform/program_files.ts") return "programFiles";
  if (isRoot.test(path)) return "root";
  return folderLayers.find((layer) => path.startsWith(`src/${layer}/`)) ?? null;
}

export async function readSources(repository: string): Promise<Sources> {
  const sources: Sources = new Map();
  for (const top of ["src", "web"]) {
    for (const entry of await readdir(join(repository, top), { recursive: true })) {
      if (!/\.(?:[cm]?ts|tsx|[cm]?js|jsx)$/.test(entry)) continue;
      const path = `${top}/${entry}`;
      sources.set(path, await Bun.file(join(repository, path)).text());
    }
  }
  return sources;
}

/** One sentence for each wrong arrow. */
export function findWrongArrows(sources: Sources): string[] {
  const wrong: string[] = [];
  for (const [path, source] of sources) {
    const layer = layerOf(path);
    if (layer === null) {
      wrong.push(`${path} is in no layer.`);
      continue;
    }
    const rule = rules[layer];
    if ((layer === "domain" || layer === "protocol") && /\bBun\s*[.[]/.test(withoutComments(source))) {
      wrong.push(`${path} uses Bun.`);
    }
    for (const { target } of readImports(source, path)) {
      if (target === "") wrong.push(`${path} imports a name that is computed.`);
      else if (!target.startsWith(".")) {
        if (!rule.packages(target)) wrong.push(`${path} imports the package ${target}.`);
      } else {
        const to = normalize(join(dirname(path), target));
        const toLayer = layerOf(to);
        if (/\.(?:css|json|svg)$/.test(to) && toLayer === layer) continue;
        if (toLayer === null || !rule.may.includes(toLayer)) wrong.push(`${path} imports ${to}.`);
      }
    }
  }
  return [...wrong, ...schemasInPage(sources), ...findWrongPageArrows(sources)];
}

/** What the page's files load at run time, step by step, must never reach zod. */
function schemasInPage(sources: Sources): string[] {
  const wrong: string[] = [];
  const seen = new Set<string>();
  const ahead = [...sources.keys()].filter((path) => layerOf(path) === "page");
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    const source = sources.get(path);
    if (source === undefined || seen.has(path)) continue;
    seen.add(path);
    for (const { target, isTypeOnly } of readImports(source, path)) {
      if (isTypeOnly) continue;
      if (isOneOf("zod")(target)) wrong.push(`${path} brings zod into the page.`);
      if (target.startsWith(".")) ahead.push(normalize(join(dirname(path), target)));
    }
  }
  return wrong;
}
