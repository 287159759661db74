// Which Confab this is, and what it is made of.
import { dependencies, version } from "../../package.json";

/** Put there by the build of the executable. */
declare const CONFAB_COMMIT: string | null | undefined;

interface ProgramVersion {
  version: string;
  /** Of the sources, with `+` when they differed from it; null: from the sources, or built outside of a repository. */
  commit: string | null;
  bun: string;
  libsql: string;
  /** As Bun calls it: linux-x64. */
  platform: string;
}

export const programVersion: ProgramVersion = {
  version,
  commit: typeof CONFAB_COMMIT === "string" ? CONFAB_COMMIT : null,
  bun: Bun.version,
  libsql: dependencies.libsql,
  platform: `${process.platform}-${process.arch}`,
};
