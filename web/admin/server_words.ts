import { defineWords } from "../i18n/translate.ts";

/** How the server itself is doing, for admins. */
export const tServer = defineWords("server", {
  server: "Server",
  serverLead: "Health, disk space and activity.",

  noWarnings: "No warnings",
  allWell: "Everything is working.",
  warning: "Warning",
  warnings: { one: "{count} warning", other: "{count} warnings" },
  warnedSince: "Since {time}",
  databaseDamaged: "Part of the database is damaged",
  databaseReadOnly: "Read-only: the database is damaged",
  databaseReplaced: "The database was moved or replaced",
  changesMissing: "Saved changes are missing",
  diskLow: "The disk is almost full",
  logLarge: "The database log is very large",
  folderOpen: "Others on the machine can open the data folder",
  searchStuck: "A search is stuck",
  clockJumped: "The server's clock jumped",
  backupFailed: "The last backup failed",
  backupOld: "No backup for two days",
  // What the other languages say in the place of the server's own English sentence.
  databaseDamagedHelp: "Everything else keeps working. Repair the database or restore a backup.",
  databaseReadOnlyHelp: "Nothing can be saved. Stop the server, repair the database or restore a backup.",
  databaseReplacedHelp:
    "Nothing is saved. Stop the server, put the right files back into the data folder, and start it again.",
  changesMissingHelp:
    "The database is older than what was saved last. If nobody restored a backup, stop the server and put the right files back.",
  diskLowHelp: "Uploads are paused, messages still work. Free up disk space.",
  logLargeHelp: "Another program may keep the database open. Close it, or restart the server.",
  folderOpenHelp: "Run chmod 700 on the data folder, then start the server again.",
  searchStuckHelp: "Searching may be unavailable. Restart the server.",
  clockJumpedHelp: "Times of messages may be wrong. Check the clock of the machine.",
  backupFailedHelp:
    "The server tries again every hour. Check the folder for backups and the space on its disk.",
  backupOldHelp: "Check the folder for backups and the space on its disk.",

  disk: "Disk space",
  diskFree: "{free} free of {total}",
  diskReserve: "Uploads stop at {size} free, so that messages always fit.",
  diskUnknown: "The disk doesn't report its free space.",
  database: "Database",
  log: "Database log",
  files: "Uploaded files",

  backups: "Backups",
  lastBackup: "Last backup",
  noBackup: "None yet",
  backupSize: "Size of the last backup",
  backupsKept: "Backups kept",
  backupsOff: "Daily backups are off.",
  backUpNow: "Back up now",
  backingUp: "Backing up…",
  backupProgress: "{part} of {whole} files",
  backupDone: "Backup made",

  usage: "Storage by person",
  usageNote: "Each person can use {size}.",
  unposted: "{size} not posted yet",
  noUsage: "No files yet",

  activity: "Activity",
  online: "People online",
  sockets: "Open connections",
  partOf: "{part} of {whole}",
  startedAt: "Running since",
  version: "Version",
});
