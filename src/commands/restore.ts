// `confab restore`: a backup into a data folder that no server runs on.
import { BadBackup } from "../storage/backup/verify_backup.ts";
import { restoreBackup } from "../storage/backup/restore_backup.ts";
import { dateOf, findBackup } from "./backup.ts";
import { defineCommand } from "./command.ts";

export const restoreCommand = defineCommand({
  words: "restore",
  options: {
    replace: { type: "boolean", summary: "move the workspace that is there aside, and keep it" },
  },
  operands: [{ name: "BACKUP", isOptional: true }],
  summary: "put a backup (default: the newest) into the data folder; stop the server first",
  details: [
    "BACKUP is a name as in the list, or a folder. All of it is verified before anything is touched.",
    "Exit code 1: it is damaged, incomplete, or of a newer version; 2: it could not run, for example because the server is running.",
  ],
  async run(context, { options: { replace = false }, operands: [name] }) {
    const { config, now, report, progress, answer } = context;
    const { dataDir } = config;
    try {
      const { backup, replacedPath } = await restoreBackup({
        from: findBackup(context, name),
        dataDir,
        replace,
        at: now(),
        onProgress: (done, total, doing) =>
          progress(done, total, doing === "verify" ? "files verified" : "files"),
      });
      answer({ name: backup.name, dataDir, replacedPath, ...backup.manifest }, () => [
        `Restored ${backup.name} (${dateOf(backup.manifest.createdAt)}) into ${dataDir}.`,
        ...(replacedPath === null
          ? []
          : [`The old data is kept in ${replacedPath}. Remove it when you no longer need it.`]),
        "Start the server. Open pages will show the restored data.",
      ]);
      return 0;
    } catch (error) {
      if (!(error instanceof BadBackup)) throw error;
      report(error.message);
      return 1;
    }
  },
});
