// Which feature of the page may import which. A feature imports those in the lines above it alone, so there is no cycle.
import { dirname, join, normalize } from "node:path";

import { readImports } from "./imports.ts";

/** Below all features; of the page's root only what knows none of them, or knows it by its type or by `import()`. */
const shared = [
  "i18n",
  "ui",
  "connection",
  "client",
  "app/app_context.ts",
  "app/chunks.ts",
  "app/cover_history.ts",
  "app/link.tsx",
  "app/route.ts",
  "app/search_address.ts",
  "app/shortcuts/chord.ts",
  "app/shortcuts/shortcut_listener.ts",
  "app/shortcuts/shortcuts.ts",
  "app/timers.ts",
  "app/use_view_title.ts",
  "conversation/conversation_context.ts",
];

/** What each may import beside itself; the features (from `people` on) beside what is shared, too. */
const below: Record<string, readonly string[]> = {
  i18n: [],
  ui: ["i18n", "app/timers.ts", "connection/backoff.ts", "connection/refused.ts"],
  connection: ["i18n", "app/app_context.ts"],
  client: ["i18n", "connection"],
};
const features: Record<string, readonly string[]> = {
  people: [],
  sign_in: [],
  emoji: [],
  files: ["message/send_failure_words.ts"],
  notifications: ["people"],
  reactions: ["people", "emoji"],
  composer: ["people", "emoji", "files"],
  message: ["people", "emoji", "files", "reactions", "composer"],
  conversation: ["people", "composer", "message"],
  message_lists: ["people", "files", "message", "conversation"],
  search: ["people", "message_lists"],
  switcher: ["people", "message"],
  settings: ["people", "notifications"],
  sidebar: ["people", "switcher", "settings"],
  rooms: ["people", "files", "notifications", "message", "conversation", "message_lists", "settings"],
  admin: ["people", "files", "settings", "rooms"],
};
const order = [...Object.keys(below), ...Object.keys(features)];

type Sources = ReadonlyMap<string, string>;

interface Arrow {
  from: string;
  to: string;
  isTypeOnly: boolean;
  isLazy: boolean;
}

/** Between files of the page, by their paths in `web`; not of what builds it. */
function pageArrows(sources: Sources): Arrow[] {
  return [...sources].flatMap(([path, source]) => {
    if (!isPage(path)) return [];
    return readImports(source, path).flatMap(({ target, ...kind }) => {
      const to = normalize(join(dirname(path), target));
      if (!target.startsWith(".") || !isPage(to) || !/\.tsx?$/.test(to)) return [];
      return [{ from: inWeb(path), to: inWeb(to), ...kind }];
    });
  });
}

const isPage = (path: string) => path.startsWith("web/") && !path.startsWith("web/build/");
const inWeb = (path: string) => path.replace(/^web\//, "");
const folderOf = (path: string) => path.split("/")[0] ?? "";

const covers = (listed: string, path: string) => listed === path || listed === folderOf(path);

/** What lets an arrow be, as the lists have it; "" where it needs nothing; null: it is wrong. */
function reasonFor({ from, to, isTypeOnly, isLazy }: Arrow): string | null {
  const [own, other] = [folderOf(from), folderOf(to)];
  // All words are known by their types where they are translated.
  if (from === "i18n/translation.ts" && isTypeOnly && to.endsWith("words.ts")) return "";
  if (shared.includes(from)) {
    // The context names what stands above it, the chunks hold it.
    if (from === "app/app_context.ts" && isTypeOnly && own === other) return "";
    if (from === "app/chunks.ts" && isLazy) return "";
    return shared.find((listed) => covers(listed, to)) ?? null;
  }
  if (own === other || own === "app") return "";
  const listed = (below[own] ?? features[own] ?? []).find((one) => covers(one, to));
  if (listed?.includes("/") || (listed && order.indexOf(other) < order.indexOf(own)))
    return `${own} ${listed}`;
  return own in features ? (shared.find((one) => covers(one, to)) ?? null) : null;
}

/** One sentence for each wrong arrow within the page. */
export function findWrongPageArrows(sources: Sources): string[] {
  const arrows = pageArrows(sources);
  const files = [...sources.keys()].filter(isPage).map(inWeb);
  return [
    ...files
      .filter((path) => folderOf(path) !== "app" && !order.includes(folderOf(path)))
      .map((path) => `web/${path} is of no feature that the list knows.`),
    ...files
      .filter((path) => /\/index\.tsx?$/.test(path))
      .map((path) => `web/${path} says nothing by its name.`),
    ...arrows
      .filter((arrow) => reasonFor(arrow) === null)
      .map(({ from, to }) => `web/${from} may not import web/${to}.`),
    ...findCycles(arrows),
  ];
}

/** What the lists allow and no file needs. */
export function findUnusedArrows(sources: Sources): string[] {
  const used = new Set(pageArrows(sources).map(reasonFor));
  const allowed = Object.entries({ ...below, ...features }).flatMap(([own, listed]) =>
    listed.map((one) => `${own} ${one}`),
  );
  return [...shared, ...allowed].filter((one) => !used.has(one));
}

/** Of files that need one another at once; types count, what is fetched when it is needed does not. */
function findCycles(arrows: readonly Arrow[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, isLazy } of arrows) {
    if (!isLazy) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const cycles: string[] = [];
  const done = new Set<string>();
  function walk(file: string, path: readonly string[]): void {
    if (path.includes(file))
      cycles.push(`${[...path.slice(path.indexOf(file)), file].join(" → ")} is a cycle.`);
    if (done.has(file)) return;
    done.add(file);
    for (const to of next.get(file) ?? []) walk(to, [...path, file]);
  }
  for (const file of next.keys()) walk(file, []);
  return cycles;
}
