// `confab import FOLDER`: an export into a data folder without accounts. Only without a running server.
import { ArchiveError } from "../storage/export/line_reader.ts";
import { writeImport } from "../storage/export/write_import.ts";
import { defineCommand } from "./command.ts";
import { counted } from "./counted.ts";
import { leaveOnSignal } from "./leave_on_signal.ts";

export const importCommand = defineCommand({
  words: "import",
  options: {},
  operands: [{ name: "FOLDER" }],
  summary: "read an export into an empty data folder; stop the server first",
  details: [
    "Exit code 1: the export is damaged or was changed; a line says where. Then the data folder is as it was.",
  ],
  async run({ config, report, progress, answer }, { operands: [archive = ""] }) {
    const { dataDir } = config;
    const stopListening = leaveOnSignal();
    try {
      const imported = await writeImport({ dataDir, archive, progress });
      const { people, messages, missing } = imported;
      if (missing > 0) report(`${counted(missing, "file")} already missing when it was exported.`);
      answer({ dataDir, ...imported }, () => [
        `Imported into ${dataDir}: ${counted(people, "person", "people")}, ${counted(messages, "message")}.`,
        "Everyone has to sign in again, with the same password. The search index is built at the next start.",
      ]);
      return 0;
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      report(error.message);
      return 1;
    } finally {
      stopListening();
    }
  },
});
