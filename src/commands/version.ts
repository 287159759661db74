// `confab version`: which Confab this is, and what it is made of.
import { programVersion } from "../platform/program_version.ts";
import { defineCommand } from "./command.ts";

export const versionCommand = defineCommand({
  words: "version",
  options: {},
  summary: "show the version, the commit and what it is made of",
  run({ answer }) {
    const { version, commit, bun, libsql, platform } = programVersion;
    answer(programVersion, () => [
      `Confab ${version}${commit === null ? "" : `, commit ${commit}`}`,
      `Bun ${bun}, libSQL ${libsql}, ${platform}`,
    ]);
    return Promise.resolve(0);
  },
});
