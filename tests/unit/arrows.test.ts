import { describe, expect, test } from "bun:test";
import { join } from "node:path";

import { findUnusedArrows } from "../support/page_arrows.ts";
import { findWrongArrows, readSources, type Sources } from "../support/arrows.ts";

const repository = join(import.meta.dir, "..", "..");

describe("[ARROWS] imports point one way", () => {
  test("[ARROWS] src and web hold no wrong arrow", async () => {
    const sources = await readSources(repository);
    expect(sources.size).toBeGreaterThan(10);
    expect(findWrongArrows(sources)).toEqual([]);
  });

  test("[ARROWS] the list of features allows nothing that no file needs", async () => {
    expect(findUnusedArrows(await readSources(repository))).toEqual([]);
  });

  // Each plants one file (and what it needs) and must be told.
  const planted: [string, Record<string, string>][] = [
    [
      "domain to storage",
      { "src/domain/a.ts": `import { x } from "../storage/b.ts";`, "src/storage/b.ts": "" },
    ],
    ["only a type", { "src/domain/a.ts": `import type { X } from "../transport/b.ts";` }],
    ["a type among values", { "src/protocol/a.ts": `import { type X } from "../domain/b.ts";` }],
    ["a re-export", { "src/protocol/a.ts": `export * from "../domain/b.ts";` }],
    ["a named re-export", { "src/domain/a.ts": `export type { X } from '../storage/b.ts';` }],
    ["several lines", { "src/domain/a.ts": `import {\n  x,\n  y,\n} from\n  "../storage/b.ts";` }],
    ["dynamic", { "src/storage/a.ts": `const b = await import("../transport/b.ts");` }],
    ["the type of a module", { "src/storage/a.ts": `type B = typeof import("../transport/b.ts");` }],
    ["a worker", { "src/transport/a.ts": `new Worker(new URL("../storage/w.ts", import.meta.url));` }],
    ["a worker by name", { "src/transport/a.ts": `new Worker("../storage/w.ts");` }],
    ["resolve", { "src/transport/a.ts": `import.meta.resolve("../storage/w.ts");` }],
    ["for its effect", { "src/transport/a.ts": `import "../storage/b.ts";` }],
    ["after a comment", { "src/transport/a.ts": `/* a */ import { b } from "../storage/b.ts"; // c` }],
    ["up to a root", { "src/domain/a.ts": `import { start } from "../main.ts";` }],
    ["to the settings", { "src/transport/a.ts": `import { readConfig } from "../config.ts";` }],
    ["server to page", { "src/transport/a.ts": `import { fold } from "../../web/client/fold.ts";` }],
    ["page to domain", { "web/client/a.ts": `import type { X } from "../../src/domain/b.ts";` }],
    ["a target that is computed", { "src/domain/a.ts": "await import(`../storage/${name}.ts`);" }],
    ["data where none is read", { "src/domain/a.ts": `new URL("../../drizzle", import.meta.url);` }],
    [
      "the program's files in the domain",
      { "src/domain/a.ts": `import { f } from "../platform/program_files.ts";` },
    ],
    ["domain to platform", { "src/domain/a.ts": `import { drawThumb } from "../platform/draw_thumb.ts";` }],
    ["storage to platform", { "src/storage/a.ts": `import { createOutput } from "../platform/output.ts";` }],
    ["transport to platform", { "src/transport/a.ts": `import { f } from "../platform/program_files.ts";` }],
    ["platform to storage", { "src/platform/a.ts": `import type { Storage } from "../storage/b.ts";` }],
    ["platform to transport", { "src/platform/a.ts": `import { b } from "../transport/b.ts";` }],
    ["platform to the settings", { "src/platform/a.ts": `import type { Config } from "../config.ts";` }],
    ["a package in the platform", { "src/platform/a.ts": `import { z } from "zod";` }],
    ["an adapter beside the roots", { "src/draw_thumb.ts": `export const a = 1;` }],
    [
      "the page's build in a layer",
      { "src/transport/a.ts": `import type { P } from "../../web/build/build.ts";` },
    ],
    ["a layer that is not one", { "src/helpers/a.ts": `export const a = 1;` }],
    ["SQL in the domain", { "src/domain/a.ts": `import { sql } from "drizzle-orm";` }],
    ["HTTP in the domain", { "src/domain/a.ts": `import { Hono } from "hono";` }],
    ["files in the domain", { "src/domain/a.ts": `import { readFile } from "node:fs/promises";` }],
    ["Bun in the domain", { "src/domain/a.ts": `export const hash = Bun.password.hash;` }],
    ["HTTP in the storage", { "src/storage/a.ts": `import type { Context } from "hono";` }],
    ["SQL in the transport", { "src/transport/a.ts": `import { createClient } from "@libsql/client";` }],
    ["Node in the page", { "web/client/a.ts": `import { join } from "node:path";` }],
    ["zod in the page", { "web/app/main.tsx": `import { z } from "zod";` }],
    [
      "zod in the page, one step away",
      {
        "web/connection/a.ts": `import { limits } from "../../src/protocol/b.ts";`,
        "src/protocol/b.ts": `export { limits } from "./c.ts";`,
        "src/protocol/c.ts": `import { z } from "zod";`,
      },
    ],
    ["ui to a feature", { "web/ui/a.ts": `import { x } from "../people/b.ts";` }],
    ["ui to the app", { "web/ui/a.ts": `import { useApp } from "../app/app_context.ts";` }],
    ["client to a feature", { "web/client/a.ts": `import type { X } from "../files/b.ts";` }],
    ["a feature to one that is not in its line", { "web/emoji/a.ts": `import { x } from "../people/b.ts";` }],
    ["a feature to one below it", { "web/people/a.ts": `import type { X } from "../rooms/b.ts";` }],
    ["a feature to another when needed", { "web/people/a.ts": `await import("../rooms/b.ts");` }],
    ["a feature to the app", { "web/people/a.ts": `import type { App } from "../app/app.ts";` }],
    ["what is shared to a feature", { "web/app/route.ts": `import { x } from "../people/b.ts";` }],
    ["the chunks to a feature at once", { "web/app/chunks.ts": `import { x } from "../people/b.ts";` }],
    ["the context to the app at once", { "web/app/app_context.ts": `import { x } from "./app.ts";` }],
    [
      "the translation to a feature",
      { "web/i18n/translation.ts": `import { t } from "../people/words.ts";` },
    ],
    ["a folder that is no feature", { "web/parts/a.ts": "" }],
    ["an index", { "web/people/index.ts": "" }],
    [
      "a cycle",
      {
        "web/people/a.ts": `import { b } from "./b.ts";`,
        "web/people/b.ts": `import { c } from "./c.tsx";`,
        "web/people/c.tsx": `import type { A } from "./a.ts";`,
      },
    ],
  ];
  for (const [name, files] of planted) {
    test(`[ARROWS] a wrong arrow is told: ${name}`, () => {
      expect(findWrongArrows(plant(files))).not.toEqual([]);
    });
  }

  test("[ARROWS] right arrows are left alone", () => {
    const sources = plant({
      "src/main.ts": `import { a } from "./storage/a.ts"; import { c } from "./transport/c.ts"; import "./config.ts";
        import { createOutput } from "./platform/p.ts";`,
      "src/platform/p.ts": `import { loadPage } from "../../web/build/build.ts"; import type { B } from "../domain/b.ts";
        import { readFileSync } from "node:fs"; import { version } from "../../package.json";`,
      "src/config.ts": `import { z } from "zod"; import { StartError } from "./domain/b.ts";`,
      "src/storage/a.ts": `import { sql } from "drizzle-orm"; import type { B } from "../domain/b.ts";
        new Worker(new URL("./worker.ts", import.meta.url)); import { f } from "../platform/program_files.ts";`,
      "src/transport/c.ts": `import { Hono } from "hono"; import { b } from "../domain/b.ts";`,
      "src/domain/b.ts": `import { createHash } from "node:crypto"; // from "../storage/a.ts"`,
      "src/protocol/frames.ts": `import { z } from "zod";`,
      "src/protocol/text.ts": `export const a = "https://example.org";`,
      "web/build/build.ts": `import { join } from "node:path";`,
      "web/client/a.ts": `import type { F } from "../../src/protocol/frames.ts"; import { a } from "../../src/protocol/text.ts";
        import { signal } from "@preact/signals";`,
      "web/app/app.ts": `import { a } from "../rooms/a.ts"; import type { b } from "./app_context.ts";`,
      "web/app/chunks.ts": `export const rooms = () => import("../rooms/a.ts");`,
      "web/rooms/a.ts": `import { useApp } from "../app/app_context.ts"; import { p } from "../people/p.ts";
        import { rooms } from "../app/chunks.ts"; import { b } from "../ui/b.tsx";`,
      "web/people/p.ts": `import { t } from "../i18n/translate.ts"; import { s } from "../client/a.ts";`,
    });
    expect(findWrongArrows(sources)).toEqual([]);
  });
});

function plant(files: Record<string, string>): Sources {
  return new Map(Object.entries(files));
}
