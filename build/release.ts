// `bun run release 0.2.0`: the next version. What CHANGELOG.md has under "Unreleased" becomes its notes; package.json, the
// commit and the tag `v0.2.0` carry its number. Nothing leaves this machine: pushing is yours.
import { join } from "node:path";

interface ReleaseOptions {
  /** A git working tree with package.json and CHANGELOG.md. */
  folder: string;
  version: string;
  /** As 2026-11-30. */
  today: string;
}

/** Throws with what to do, and leaves everything as it was. Gives the notes. */
export async function release({ folder, version, today }: ReleaseOptions): Promise<string> {
  const manifestPath = join(folder, "package.json");
  const changelogPath = join(folder, "CHANGELOG.md");
  const manifest = await Bun.file(manifestPath).text();
  const changelog = await Bun.file(changelogPath).text();
  const { version: current }: { version: string } = JSON.parse(manifest);

  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${version} is no version: write it as 1.2.3.`);
  if (Bun.semver.order(version, current) <= 0) throw new Error(`${version} does not follow ${current}.`);
  if (git(folder, "status", "--porcelain") !== "") throw new Error("Commit or drop your changes first.");
  if (git(folder, "branch", "--show-current") !== "main") throw new Error("A release is made of main.");
  const notes = /^## Unreleased\n(?<notes>[^]*?)(?=^## |$(?![^]))/m
    .exec(changelog)
    ?.groups?.["notes"]?.trim();
  if (!notes) throw new Error('CHANGELOG.md has nothing under "## Unreleased".');

  const tag = `v${version}`;
  if (git(folder, "tag", "--list", tag) !== "") throw new Error(`The tag ${tag} is there already.`);

  const head = git(folder, "rev-parse", "HEAD");
  try {
    await Bun.write(
      manifestPath,
      manifest.replace(`"version": "${current}"`, () => `"version": "${version}"`),
    );
    await Bun.write(
      changelogPath,
      changelog.replace(/^## Unreleased\n/m, () => `## Unreleased\n\n## ${version} (${today})\n`),
    );
    git(
      folder,
      "commit",
      "--quiet",
      "--message",
      `release: ${version}`,
      "--",
      "package.json",
      "CHANGELOG.md",
    );
    const message = `Confab ${version}\n\n${notes}`;
    git(folder, "tag", "--annotate", "--message", message, "--cleanup=verbatim", tag);
  } catch (error) {
    // Git may know no author, or a hook refuse. Nothing but the release was changed since `head`.
    git(folder, "reset", "--quiet", "--hard", head);
    throw error;
  }
  return notes;
}

function git(folder: string, ...args: string[]): string {
  const { exitCode, stdout, stderr } = Bun.spawnSync(["git", ...args], { cwd: folder });
  if (exitCode !== 0) throw new Error(stderr.toString().trim());
  return stdout.toString().trim();
}

if (import.meta.main) {
  const [version = ""] = Bun.argv.slice(2);
  try {
    const notes = await release({
      folder: join(import.meta.dir, ".."),
      version,
      today: new Date().toISOString().slice(0, 10),
    });
    console.log(`${notes}\n\nTagged v${version}. Now: git push --follow-tags`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
