// `bun run build:binary [--target NAME] [--outfile PATH]`: one executable with everything inside: server, command line, workers,
// the page, the migrations, and libSQL's native library.
import { cp, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { loadPage } from "../web/build/build.ts";
import { writePageFolder } from "../web/build/page_folder.ts";
import { findNativeLibrary, nativeLibraryPlugin } from "./native_library.ts";
import { readCommit } from "./read_commit.ts";
import { fileNameOf, ownTarget, targets, type Target } from "./targets.ts";

const repository = join(import.meta.dir, "..");

interface BinaryOptions {
  target: Target;
  /** Where the executable is put. */
  outfile: string;
}

export async function buildBinary({ target, outfile }: BinaryOptions): Promise<void> {
  const library = await findNativeLibrary(target, repository);
  await mkdir(dirname(outfile), { recursive: true });
  // Beside the executable's place: what is whole is renamed into it.
  const draft = await mkdtemp(join(dirname(outfile), ".confab-build-"));
  try {
    await cp(join(repository, "drizzle"), join(draft, "drizzle"), {
      recursive: true,
      filter: (path) => !/(?:_snapshot\.json|\.ts)$/.test(path),
    });
    await writePageFolder(join(draft, "page"), await loadPage());
    const { success, logs } = await Bun.build({
      entrypoints: [join(repository, "build/entry.ts"), ...(await findWorkers())],
      // All at the root of the executable: there each finds the others by the name alone.
      naming: { entry: "[name].[ext]" },
      target: "bun",
      // What names of files are told by, in stack traces too.
      root: repository,
      minify: { whitespace: true, syntax: true },
      sourcemap: "inline",
      // Parsed here instead of at each start: a third of the processor's time.
      bytecode: true,
      format: "esm",
      define: {
        // What only the sources need is left out.
        "Bun.isStandaloneExecutable": "true",
        CONFAB_COMMIT: JSON.stringify(await readCommit(repository)),
      },
      plugins: [nativeLibraryPlugin(library.path)],
      compile: {
        target: target.bun,
        outfile: join(draft, fileNameOf(target)),
        assets: [join(draft, "drizzle"), join(draft, "page")],
        // Settings may stand in `.env`; `bunfig.toml` is of those who write programs.
        autoloadDotenv: true,
        autoloadBunfig: false,
      },
    });
    if (!success) throw new AggregateError(logs, "The executable could not be built.");
    await rename(join(draft, fileNameOf(target)), outfile);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await library.remove();
  }
}

/** Every thread's entry is one of the build. */
async function findWorkers(): Promise<string[]> {
  const paths = await readdir(join(repository, "src"), { recursive: true });
  return paths
    .filter((path) => path.endsWith("_worker.ts"))
    .sort()
    .map((path) => join(repository, "src", path));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { target: { type: "string", multiple: true }, outfile: { type: "string" } },
  });
  const names = targets.map(({ name }) => name);
  const own = ownTarget();
  const wanted = values.target ?? (own ? [own.name] : []);
  const known = wanted.map((name) => targets.find((target) => target.name === name));
  if (known.length === 0 || known.includes(undefined)) {
    console.error(`Say what to build for, with --target: ${names.join(", ")}.`);
    process.exit(2);
  }
  if (values.outfile !== undefined && known.length > 1) {
    console.error("--outfile names one file, and more than one --target is given.");
    process.exit(2);
  }
  for (const target of known) {
    if (!target) continue;
    const folder = values.target ? `dist/${target.name}` : "dist";
    const outfile = resolve(values.outfile ?? join(repository, folder, fileNameOf(target)));
    await buildBinary({ target, outfile });
    const { size } = Bun.file(outfile);
    console.log(`${target.name}: ${outfile}, ${(size / 1024 / 1024).toFixed(1)} MiB`);
  }
}

if (import.meta.main) await main();
