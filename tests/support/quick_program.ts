// The sources as one executable for a run of many tests: parsed once, instead of by each of some 300 processes that it starts. It
// behaves as the sources do; the executable that people get is build/binary.ts, and has tests of its own.
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

import { ownTarget } from "../../build/targets.ts";

const repository = join(import.meta.dir, "..", "..");
/** Not where other temporary files lie: that may be memory that nothing is run from. */
const disk = "/var/tmp";

/** Set by the run for its shares; a test that is run alone starts the sources. */
export const quickProgram = process.env["CONFAB_TEST_PROGRAM"];

/** Without words the server with cheap passwords, with words the command line. */
export async function buildQuickProgram(): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(disk, "confab-quick-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, "confab");
  const src = join(repository, "src");
  const workers = (await readdir(src, { recursive: true })).filter((one) => one.endsWith("_worker.ts"));
  const entry = join(repository, "tests/support/quick_entry.ts");
  try {
    // Another account may run it, too.
    await chmod(folder, 0o755);
    const { success, logs } = await Bun.build({
      entrypoints: [entry, ...workers.sort().map((one) => join(src, one))],
      naming: { entry: "[name].[ext]" },
      target: "bun",
      root: repository,
      minify: { whitespace: true, syntax: true },
      sourcemap: "inline",
      bytecode: true,
      format: "esm",
      define: { "Bun.isStandaloneExecutable": "false" },
      plugins: [whereItLies],
      compile: { outfile: path, autoloadDotenv: true, autoloadBunfig: false },
    });
    if (!success) throw new AggregateError(logs, "The quick program could not be built.");
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Each file still knows its folder, and libSQL its library. */
const whereItLies: Bun.BunPlugin = {
  name: "where it lies",
  setup(build) {
    build.onLoad({ filter: /[\\/](?:src|web[\\/]build)[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await Bun.file(path).text();
      const contents = text
        .replaceAll("import.meta.dir", JSON.stringify(dirname(path)))
        .replaceAll("import.meta.main", "false");
      return { contents, loader: "ts" };
    });
    build.onLoad({ filter: /[\\/]node_modules[\\/]libsql[\\/]index\.js$/ }, async ({ path }) => {
      const text = await Bun.file(path).text();
      const library = join(repository, "node_modules/@libsql", ownTarget()?.library ?? "", "index.node");
      // Computed, so that it is loaded from where it lies and not packed and unpacked again.
      const literal = `const requireNative = () => require([${JSON.stringify(library)}].join(""));\n`;
      return {
        contents: text.replace(/const \{ load, currentTarget \}[\s\S]*?\n\}\n/, literal),
        loader: "js",
      };
    });
  },
};
