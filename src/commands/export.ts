// `confab export FOLDER`: everything that people made, as lines of JSON and files. Also while the server runs: it reads a copy.
import { existsSync } from "node:fs";
import { join } from "node:path";

import { version } from "../../package.json";
import { StartError } from "../domain/start_error.ts";
import { writeExport } from "../storage/export/write_export.ts";
import { databaseName } from "../storage/storage.ts";
import { defineCommand } from "./command.ts";
import { counted } from "./counted.ts";
import { leaveOnSignal } from "./leave_on_signal.ts";

export const exportCommand = defineCommand({
  words: "export",
  options: {},
  operands: [{ name: "FOLDER" }],
  summary: "write everything as documented JSON lines and files into a new folder; the server may run",
  details: [
    "It contains every message and password hash: protect it like the server itself.",
    "The README.md in it explains every file and key. Exit code 1: something in it is missing or damaged.",
  ],
  async run({ config, report, progress, answer, now }, { operands: [folder = ""] }) {
    const { dataDir } = config;
    if (!existsSync(join(dataDir, databaseName))) {
      throw new StartError(`No database in ${dataDir}. Set DATA_DIR.`);
    }
    report(
      "The export will contain every message, direct messages too, and everyone's password hash, so that",
    );
    report("people can sign in after an import. Protect it like the server itself.");
    const stopListening = leaveOnSignal();
    try {
      const exported = await writeExport({ dataDir, folder, version, now, progress });
      const { people, messages, blobs, problems } = exported;
      for (const problem of problems) report(problem);
      answer({ folder, ...exported }, () => [
        `Exported to ${folder}: ${counted(people, "person", "people")}, ${counted(messages, "message")}, ${counted(blobs, "file")}.`,
      ]);
      return problems.length > 0 ? 1 : 0;
    } finally {
      stopListening();
    }
  },
});
