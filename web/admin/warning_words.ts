// Warnings of the server in the reader's language. The server's own English sentence adds details: sizes, folders.
import type { ServerWarning } from "../../src/protocol/shapes.ts";
import { currentLocaleSettings } from "../i18n/locale.ts";
import { tAdmin } from "./words.ts";

const known = {
  database_damaged: ["databaseDamaged", "databaseDamagedHelp"],
  database_read_only: ["databaseReadOnly", "databaseReadOnlyHelp"],
  database_replaced: ["databaseReplaced", "databaseReplacedHelp"],
  changes_missing: ["changesMissing", "changesMissingHelp"],
  disk_low: ["diskLow", "diskLowHelp"],
  log_large: ["logLarge", "logLargeHelp"],
  folder_open: ["folderOpen", "folderOpenHelp"],
  search_stuck: ["searchStuck", "searchStuckHelp"],
  clock_jumped: ["clockJumped", "clockJumpedHelp"],
  backup_failed: ["backupFailed", "backupFailedHelp"],
  backup_old: ["backupOld", "backupOldHelp"],
} as const;

const isKnown = (code: string): code is keyof typeof known => Object.hasOwn(known, code);

interface WarningWords {
  title: string;
  /** What the admin should do. */
  help: string;
}

/** For a warning of a newer server only its own sentence is known. */
export function warningWords({ code, text }: Pick<ServerWarning, "code" | "text">): WarningWords {
  if (!isKnown(code)) return { title: tAdmin("warning"), help: text };
  const [title, help] = known[code];
  return { title: tAdmin(title), help: currentLocaleSettings().language === "en" ? text : tAdmin(help) };
}
