// `bun check` over the three projects behind tsconfig.json, on files that each hold what one of them must not know.
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "bun:test";

const repository = join(import.meta.dir, "..", "..");
const configs = ["tsconfig.json", "tsconfig.server.json", "tsconfig.page.json", "tsconfig.tests.json"];

/** One error for each: `noUncheckedIndexedAccess`, `exactOptionalPropertyTypes`, `verbatimModuleSyntax`. */
const loose = `import { Some } from "./some.ts";
export const first: string = ["a"][0];
export const some: Some = { name: undefined };
`;
const looseCodes = ["TS1484", "TS2322", "TS2375"];
const some = "export interface Some { name?: string }\n";

test("[PROJECT] the server is checked without a browser, the page without Bun, the tests with both, all of them strictly", async () => {
  const codes = await check({
    "src/plain.ts": "export const version: string = Bun.version;\n",
    "src/document.ts": "export const title = document.title;\n",
    "src/protocol/document.ts": "export const title = document.title;\n",
    "src/protocol/bun.ts": "export const version = Bun.version;\n",
    "build/document.ts": "export const title = document.title;\n",
    "drizzle/document.ts": "export const title = document.title;\n",
    "web/build/document.ts": "export const title = document.title;\n",
    "web/plain.tsx": "export const title: string = document.title;\n",
    "web/rooms/bun.tsx": "export const version = Bun.version;\n",
    "web/net/node.ts": `export { join } from "node:path";\n`,
    "tests/both.ts": "export const both: string = document.title + Bun.version;\n",
    ...Object.fromEntries(
      ["src", "web/rooms", "tests"].flatMap((folder) => [
        [`${folder}/loose.ts`, loose],
        [`${folder}/some.ts`, some],
      ]),
    ),
  });
  expect(codes).toEqual({
    "src/document.ts": ["TS2584"],
    "src/protocol/document.ts": ["TS2584"],
    "src/protocol/bun.ts": ["TS2868"],
    "build/document.ts": ["TS2584"],
    "drizzle/document.ts": ["TS2584"],
    "web/build/document.ts": ["TS2584"],
    "web/rooms/bun.tsx": ["TS2868"],
    "web/net/node.ts": ["TS2591"],
    "src/loose.ts": looseCodes,
    "web/rooms/loose.ts": looseCodes,
    "tests/loose.ts": looseCodes,
  });
});

/** The codes of all errors, by file. */
async function check(files: Record<string, string>): Promise<Record<string, string[]>> {
  const { scripts } = await Bun.file(join(repository, "package.json")).json();
  // The whole of tsconfig.json, and nothing instead of it.
  expect(scripts.check).toMatch(/(?:^|&& )bun check --no-script$/);
  const folder = await mkdtemp(join(tmpdir(), "confab-types-"));
  try {
    for (const config of configs) await cp(join(repository, config), join(folder, config));
    await symlink(join(repository, "node_modules"), join(folder, "node_modules"));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await Bun.write(join(folder, path), text);
    }
    const run = Bun.spawn([process.execPath, "check", "--no-script", "--no-pretty"], {
      cwd: folder,
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    const printed = await new Response(run.stdout).text();
    expect(await run.exited).toBe(1);
    const found: Record<string, string[]> = {};
    for (const [, path = "", code = ""] of printed.matchAll(/^(\S+)\(\d+,\d+\): error (TS\d+):/gm))
      found[path] = [...(found[path] ?? []), code].sort();
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
