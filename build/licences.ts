// `bun run licences [--all]`: which packages the program is made of, and under which licence each may be passed on. With
// `--all`, also those that only build and test it.
import { dirname, join } from "node:path";

interface Licence {
  name: string;
  version: string;
  /** As the package names it, an SPDX expression; null when it names none. */
  licence: string | null;
}

interface Manifest {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  /** Of these only the ones for this machine are there. */
  optionalDependencies?: Record<string, string>;
}

/** Everything that the package of this folder needs, and what that needs, by name. */
export async function listLicences(folder: string, withDev = false): Promise<Licence[]> {
  const found = new Map<string, Licence>();
  const root = await readManifest(folder);
  if (root === null) throw new Error(`${folder} has no package.json.`);
  const waiting = neededBy(root, folder, withDev);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const location = await findPackage(next.name, next.from, folder);
    if (location === null && next.isNeeded) throw new Error(`${next.name} is not installed: bun install.`);
    if (location === null || found.has(location.folder)) continue;
    const { name, version, license } = location.manifest;
    found.set(location.folder, { name, version, licence: license ?? null });
    waiting.push(...neededBy(location.manifest, location.folder, false));
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Needed {
  name: string;
  /** The folder of who needs it. */
  from: string;
  isNeeded: boolean;
}

function neededBy(manifest: Manifest, from: string, withDev: boolean): Needed[] {
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = manifest;
  const needed = { ...dependencies, ...(withDev && devDependencies) };
  return Object.keys({ ...needed, ...optionalDependencies }).map((name) => {
    return { name, from, isNeeded: name in needed && !(name in optionalDependencies) };
  });
}

/** Where `import` would find it: in the nearest `node_modules` above. */
async function findPackage(name: string, from: string, root: string) {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, "node_modules", name);
    const manifest = await readManifest(folder);
    if (manifest !== null) return { folder, manifest };
    if (at === root || at === dirname(at)) return null;
  }
}

async function readManifest(folder: string): Promise<Manifest | null> {
  const file = Bun.file(join(folder, "package.json"));
  return (await file.exists()) ? file.json() : null;
}

if (import.meta.main) {
  const licences = await listLicences(join(import.meta.dir, ".."), Bun.argv.includes("--all"));
  for (const { name, version, licence } of licences)
    console.log(`${name} ${version}: ${licence ?? "none named"}`);
}
