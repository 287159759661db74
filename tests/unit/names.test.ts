// Names are the field's terms (CONTRIBUTING's glossary): a newcomer searches for those.
import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { exempt } from "../support/old_names.ts";
import { findOldNames, withoutExempt, type OldNameFound } from "../support/names.ts";

const repository = join(import.meta.dir, "..", "..");
const folders = ["src", "web", "build", "tests", "drizzle"];

async function readSources(): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for (const folder of folders) {
    for (const entry of await readdir(join(repository, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const isRead = /\.(?:tsx?|css)$/.test(entry.name);
      sources.set(path.slice(repository.length + 1), isRead ? await Bun.file(path).text() : "");
    }
  }
  return sources;
}

const asLine = ({ kind, name, path, use }: OldNameFound) => `${path}: the ${kind} ${name}, now ${use}`;

describe("[NAMES] names", () => {
  test("[NAMES] nothing is called by a name that the field's terms replaced, and no exemption is left over", async () => {
    const sources = await readSources();
    expect(sources.size).toBeGreaterThan(1000);
    const found = await findOldNames(sources);
    const { left, unused } = withoutExempt(found, exempt);
    expect({ old: left.map(asLine), unused }).toEqual({ old: [], unused: [] });
  });

  test("[NAMES] an old name is told, whatever it is the name of", async () => {
    const planted = new Map([
      ["src/domain/file_vault.ts", "export {};"],
      ["web/desk/row.tsx", "export const row = <p />;"],
      ["web/ui/row.css", ".row .lit:hover { color: red } /* .bones */"],
      ["src/protocol/shapes/a.ts", `export const room = z.object({ name, "placeName": text });`],
      ["src/protocol/frames.ts", `type Frame = { type: "place" } | { type: "room" };`],
      ["src/protocol/endpoints/a.ts", `export const endpoints = { "GET /place": {} };`],
      ["src/a.ts", "const { house } = services; const goOnSoon = 1;"],
      ["src/b.ts", "export function judge(heard: string, heardAt: number) { return heard; }"],
      ["src/c.ts", "interface Ground { sieve: string; read(): void }"],
      ["src/d.ts", "class Vault { tally = 0; #shelf = 1; }"],
      ["src/e.ts", "type Verdict = 1; enum Ways { One }"],
      ["src/f.ts", "for (const [mostRows, ...aside] of all) run(mostRows, aside);"],
      ["src/g.ts", "try { run() } catch (told) { throw told }"],
    ]);
    const found = await findOldNames(planted);
    expect(found.map(({ kind, name, path }) => `${path} ${kind} ${name}`).sort()).toEqual([
      "src/a.ts identifier goOnSoon",
      "src/a.ts identifier house",
      "src/b.ts identifier heard",
      "src/b.ts identifier judge",
      "src/c.ts identifier Ground",
      "src/c.ts identifier sieve",
      "src/d.ts identifier #shelf",
      "src/d.ts identifier Vault",
      "src/d.ts identifier tally",
      "src/domain/file_vault.ts file file_vault",
      "src/e.ts identifier Verdict",
      "src/e.ts identifier Ways",
      "src/f.ts identifier aside",
      "src/f.ts identifier mostRows",
      "src/g.ts identifier told",
      "src/protocol/endpoints/a.ts wire field GET /place",
      "src/protocol/frames.ts wire field place",
      "src/protocol/shapes/a.ts wire field placeName",
      "web/desk/ file desk",
      "web/ui/row.css class lit",
    ]);
  });

  test("[NAMES] what only uses a name, or is an ordinary word, is left alone", async () => {
    const planted = new Map([
      ["src/a.ts", "import { place } from 'x'; run(place.vault, { place }); // house"],
      ["src/b.ts", "const replace = 1, placeholder = 2, almost = 3, keptFrom = 4, found = 5;"],
      ["src/c.ts", `test("the house", () => {}); const cases = { "what letters look like": 1 };`],
      ["web/ui/row.css", ".placeholder { background: url(a.lit) } .surface::before { content: '.place' }"],
      ["web/ui/row.tsx", "export const row = <button say={1} />;"],
    ]);
    expect((await findOldNames(planted)).map(asLine)).toEqual([]);
  });

  test("[NAMES] an exemption hides its names alone, and one that hides nothing is told", () => {
    const found: OldNameFound[] = [
      { kind: "identifier", name: "place", path: "web/a/x.ts", use: "" },
      { kind: "identifier", name: "vault", path: "web/a/x.ts", use: "" },
      { kind: "identifier", name: "vault", path: "web/ab/x.ts", use: "" },
    ];
    const named = { path: "web/a/", names: ["place"], why: "" };
    const idle = { path: "web/b/", why: "" };
    const { left, unused } = withoutExempt(found, [named, idle]);
    expect(left).toEqual(found.slice(1));
    expect(unused).toEqual([idle]);
    expect(withoutExempt(found, [{ path: "web/a/", why: "" }]).left).toEqual(found.slice(2));
    expect(withoutExempt(found, [{ path: "web/", kinds: ["file"], why: "" }]).left).toEqual(found);
  });
});
