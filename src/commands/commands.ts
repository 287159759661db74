// Every command, in the order of the help.
import { backupCommands } from "./backup.ts";
import { checkCommand } from "./check.ts";
import type { Command } from "./command.ts";
import { makeCompletionCommand } from "./completion.ts";
import { configCommand } from "./config.ts";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";
import { inviteCommands } from "./invite.ts";
import { restoreCommand } from "./restore.ts";
import { roomCommands } from "./room.ts";
import { healthCommand } from "./health.ts";
import { searchCommands } from "./search.ts";
import { serveCommand } from "./serve.ts";
import { userCommands } from "./user.ts";
import { versionCommand } from "./version.ts";

export const commands: readonly Command[] = [
  serveCommand,
  ...userCommands,
  ...inviteCommands,
  ...roomCommands,
  ...searchCommands,
  ...backupCommands,
  restoreCommand,
  checkCommand,
  exportCommand,
  importCommand,
  configCommand,
  healthCommand,
  versionCommand,
  makeCompletionCommand(() => commands),
];
