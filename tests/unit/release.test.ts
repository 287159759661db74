// What stands at the root for engineers: the next version, the licences, one version of Bun everywhere.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { listLicences } from "../../build/licences.ts";
import { release } from "../../build/release.ts";
import { problemOf } from "../support/problem_of.ts";

const repository = join(import.meta.dir, "..", "..");

describe("[PROJECT] a release", () => {
  let folder = "";
  const today = "2026-12-01";
  const changelog =
    "# Changes\n\n## Unreleased\n\n- Rooms have colours.\n\n## 0.1.0 (2026-11-30)\n\n- The first.\n";

  function git(...args: string[]): string {
    const { exitCode, stdout, stderr } = Bun.spawnSync(["git", ...args], { cwd: folder });
    if (exitCode !== 0) throw new Error(stderr.toString());
    return stdout.toString().trim();
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "confab-release-"));
    await Bun.write(join(folder, "package.json"), '{\n  "name": "confab",\n  "version": "0.1.0"\n}\n');
    await Bun.write(join(folder, "CHANGELOG.md"), changelog);
    git("init", "--quiet", "--initial-branch=main");
    git("config", "user.name", "Ada");
    git("config", "user.email", "ada@example.com");
    git("add", ".");
    git("commit", "--quiet", "--message", "begin");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("[PROJECT] a version that is none, is not newer, or lies on changes is refused and leaves all as it was", async () => {
    expect(await problemOf(release({ folder, version: "next", today }))).toContain("next is no version");
    expect(await problemOf(release({ folder, version: "0.1.0", today }))).toContain(
      "0.1.0 does not follow 0.1.0.",
    );
    await Bun.write(join(folder, "notes.txt"), "unfinished");
    expect(await problemOf(release({ folder, version: "0.2.0", today }))).toContain("Commit or drop");
    await rm(join(folder, "notes.txt"));
    git("switch", "--quiet", "--create", "side");
    expect(await problemOf(release({ folder, version: "0.2.0", today }))).toContain("made of main");
    git("switch", "--quiet", "main");
    expect([git("status", "--porcelain"), git("tag"), git("rev-list", "--count", "HEAD")]).toEqual([
      "",
      "",
      "1",
    ]);
  });

  test("[PROJECT] where git refuses, a tag that is there or a hook, everything is as it was", async () => {
    const asItWas = () => [git("status", "--porcelain"), git("rev-list", "--count", "HEAD"), git("tag")];
    git("tag", "v0.2.0");
    expect(await problemOf(release({ folder, version: "0.2.0", today }))).toContain("v0.2.0 is there");
    expect(asItWas()).toEqual(["", "1", "v0.2.0"]);
    git("tag", "--delete", "v0.2.0");
    const hook = join(folder, ".git/hooks/pre-commit");
    await Bun.write(hook, "#!/bin/sh\necho not today >&2\nexit 1\n");
    await chmod(hook, 0o755);
    expect(await problemOf(release({ folder, version: "0.2.0", today }))).toContain("not today");
    expect(asItWas()).toEqual(["", "1", ""]);
    await rm(hook);
  });

  test("[PROJECT] its notes are what stood under Unreleased: in the changelog, the commit and the tag", async () => {
    expect(await release({ folder, version: "0.2.0", today })).toBe("- Rooms have colours.");
    expect(await Bun.file(join(folder, "CHANGELOG.md")).text()).toBe(
      changelog.replace("## Unreleased\n", "## Unreleased\n\n## 0.2.0 (2026-12-01)\n"),
    );
    expect((await Bun.file(join(folder, "package.json")).json()).version).toBe("0.2.0");
    expect(git("log", "-1", "--format=%s")).toBe("release: 0.2.0");
    expect(git("tag", "--list", "--format=%(contents)", "v0.2.0")).toBe(
      "Confab 0.2.0\n\n- Rooms have colours.",
    );
    expect(git("status", "--porcelain")).toBe("");
    expect(await problemOf(release({ folder, version: "0.3.0", today }))).toContain("nothing under");
  });
});

describe("[PROJECT] the root", () => {
  test("[PROJECT] what the program is made of may be passed on with it, and every package of it is listed", async () => {
    const licences = await listLicences(repository);
    const { dependencies } = await Bun.file(join(repository, "package.json")).json();
    const names = licences.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    // One that only another package asks for.
    expect(names).toContain("libsql");
    const free = ["MIT", "ISC", "BSD-3-Clause", "Apache-2.0"];
    expect(licences.filter(({ licence }) => !free.includes(licence ?? ""))).toEqual([]);
    expect((await listLicences(repository, true)).length).toBeGreaterThan(licences.length);
  });

  test("[PROJECT] a package that is not installed is told, never left out of the licences", async () => {
    const folder = await mkdtemp(join(tmpdir(), "confab-licences-"));
    try {
      const manifest = { name: "program", version: "1.0.0", dependencies: { one: "1.0.0" } };
      await Bun.write(join(folder, "package.json"), JSON.stringify(manifest));
      expect(await problemOf(listLicences(folder))).toContain("one is not installed");
      const one = {
        name: "one",
        version: "1.0.0",
        license: "MIT",
        optionalDependencies: { elsewhere: "1.0.0" },
      };
      await Bun.write(join(folder, "node_modules/one/package.json"), JSON.stringify(one));
      expect(await listLicences(folder)).toEqual([{ name: "one", version: "1.0.0", licence: "MIT" }]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test("[PROJECT] one version of Bun is named everywhere", async () => {
    const { engines } = await Bun.file(join(repository, "package.json")).json();
    const version = engines.bun;
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    for (const path of ["package.json", "README.md", "Dockerfile", ".ci/run", "render.yaml"]) {
      const text = await Bun.file(join(repository, path)).text();
      const named = [
        ...text.matchAll(/\bbun[@:](\d+\.\d+\.\d+)|\bBun[ `]*(\d+\.\d+\.\d+)|BUN_VERSION\s+value: (\S+)/g),
      ];
      const versions = named.map(([, ...found]) => found.find(Boolean));
      expect([path, [...new Set(versions)]]).toEqual([path, [version]]);
    }
  });
});
