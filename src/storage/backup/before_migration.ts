// SPEC B4: the database as it was before a start changes its shape.
import type { Client } from "../client.ts";

import type { Log } from "../../domain/log.ts";
import { StartError } from "../../domain/start_error.ts";
import { describe } from "../errors.ts";
import { lastApplied, newestMigration } from "../migrations.ts";
import { listBackups } from "./backup_folder.ts";
import type { BackupSettings } from "./backup_thread.ts";
import { readFacts, releaseCopies } from "./copied_database.ts";
import { makeBackup } from "./make_backup.ts";

interface BeforeMigration {
  client: Client;
  path: string;
  dataDir: string;
  settings: BackupSettings;
  at: number;
  log: Log;
}

/** Throws StartError when there is none and none can be made. */
export async function backUpBeforeMigration(options: BeforeMigration): Promise<void> {
  const { client, path, dataDir, settings, at, log } = options;
  if (!settings.isOn) return;
  const schema = await lastApplied(client);
  // A new database; or of a newer program, which is refused.
  if (schema === 0 || schema >= newestMigration()) return;
  try {
    // A start that fails again and again must not push out what was before it.
    const { epoch, commits } = await readFacts(client);
    const [newest] = listBackups(settings.dir);
    if (commits !== null && newest?.manifest.epoch === epoch && newest.manifest.commits === commits) return;
    const { dir, keep } = settings;
    const { name } = await makeBackup({ path, dataDir, dir, keep, reason: "migration", at });
    await releaseCopies();
    log.info("backup_made", { name, reason: "migration" });
  } catch (error) {
    throw new StartError(
      `This version changes the shape of the database, and makes a backup before. ${describe(error)} ` +
        "Nothing was changed. Fix that, or start with BACKUPS=off.",
      { cause: error },
    );
  }
}
