// libSQL's native library. Its loader computes the name of the package at run time, which no bundler can follow: the build
// writes the name of the one file into it. The libraries of other machines come by the lockfile, like everything else.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Target } from "./targets.ts";

const loader =
  /const \{ load, currentTarget \} = require\([^;]*;\n[\s\S]*?function requireNative\(\) \{[\s\S]*?\n\}\n/;
/** Not its path, which would make two folders build two executables. */
const name = "native-library";

export function nativeLibraryPlugin(path: string): Bun.BunPlugin {
  return {
    name,
    setup(build) {
      build.onLoad({ filter: /[\\/]node_modules[\\/]libsql[\\/]index\.js$/ }, async (file) => {
        const text = await Bun.file(file.path).text();
        if (!loader.test(text)) throw new Error(`${file.path} no longer loads its native library as it did.`);
        const literal = `const requireNative = () => require("${name}");\n`;
        return { contents: text.replace(loader, literal), loader: "js" };
      });
      build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path }));
    },
  };
}

/** Where the library for this target lies, and how to remove what was fetched for it. */
export async function findNativeLibrary(
  { library, os, cpu }: Target,
  repository: string,
): Promise<{ path: string; remove: () => Promise<void> }> {
  const pathIn = (folder: string) => join(folder, "node_modules/@libsql", library, "index.node");
  const installed = pathIn(repository);
  if (await Bun.file(installed).exists()) return { path: installed, remove: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), "confab-library-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    for (const name of ["package.json", "bun.lock"]) await cp(join(repository, name), join(folder, name));
    const flags = ["--frozen-lockfile", "--production", "--ignore-scripts", `--os=${os}`, `--cpu=${cpu}`];
    const install = Bun.spawn([process.execPath, "install", "--silent", ...flags], {
      cwd: folder,
      stdin: "ignore",
      stdout: "ignore",
      stderr: "inherit",
    });
    if ((await install.exited) !== 0 || !(await Bun.file(pathIn(folder)).exists()))
      throw new Error(`The package @libsql/${library} could not be fetched.`);
    return { path: pathIn(folder), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
