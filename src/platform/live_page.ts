// The page in memory; with `--dev` built anew whenever its sources change.
import { watch } from "node:fs";
import { join } from "node:path";

import { loadPage } from "../../web/build/build.ts";
import type { PageFiles } from "../protocol/page_files.ts";
import type { Log } from "../domain/log.ts";

const root = join(import.meta.dir, "..", "..");
/** Editors save in several steps: the build waits until they are through. */
const quietMs = 50;

export async function livePage(deps: { rebuild: boolean; log: Log }): Promise<() => PageFiles> {
  const { rebuild, log } = deps;
  let page = await loadPage({ rebuild });
  if (!rebuild) return () => page;

  let timer: ReturnType<typeof setTimeout> | undefined;
  let building = Promise.resolve();

  async function build(): Promise<void> {
    try {
      page = await loadPage({ rebuild: true });
      log.info("page_rebuilt");
    } catch (error) {
      // The last good page stays until the next save.
      log.error("page_not_rebuilt", { error });
    }
  }

  for (const folder of ["web", "src/protocol"]) {
    watch(join(root, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        building = building.then(build);
      }, quietMs);
    });
  }
  return () => page;
}
