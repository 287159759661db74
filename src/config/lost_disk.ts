// Platforms whose disk is lost: a start there would be a chat that forgets everything within a day.
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";

import { StartError } from "../domain/start_error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws StartError where the data folder would be lost at the next deployment. */
export function refuseLostDisk(environment: Environment, dataDir: string): void {
  const isOn = (name: string) => environment[name] === "true";
  // Of a dyno: `web.1`, `run.4821`.
  if (/^[a-z][\w-]*\.\d+$/.test(environment["DYNO"] ?? "")) throw lost("Heroku");
  // The platform sets no variable: deploy/app-platform.yaml sets this one.
  if (isOn("DIGITALOCEAN_APP_PLATFORM")) throw lost("DigitalOcean App Platform");
  if (isOn("RENDER") && deviceOf(dataDir) === deviceOf("/")) {
    throw new StartError(
      `On Render the disk is lost at each deploy, but where a persistent disk is mounted, and there is none at DATA_DIR=${dataDir}. Add one, as render.yaml does.`,
    );
  }
}

function lost(platform: string): StartError {
  return new StartError(
    `On ${platform} the disk is lost at least at each restart, and every message with it. Confab keeps everything on its disk; a remote database is not supported yet. README.md says where it runs.`,
  );
}

/** Of the folder, or of the nearest one that is there. */
function deviceOf(folder: string): number {
  return existsSync(folder) ? statSync(folder).dev : deviceOf(dirname(folder));
}
