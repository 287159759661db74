// Where the program's other files are: in the source tree, or inside the executable that `bun run build:binary` makes.
import { dirname, join } from "node:path";

const isBinary = Bun.isStandaloneExecutable;
/** In the executable, everything embedded lies beside the bundled code. */
const embeddedFolder = import.meta.dir;
const sourceFolder = join(import.meta.dir, "..", "..");

export const programFiles = {
  /** The folder of the executable, or of the sources: the data lies beside it unless `DATA_DIR` says otherwise. */
  home: isBinary ? dirname(process.execPath) : sourceFolder,
  migrations: join(isBinary ? embeddedFolder : sourceFolder, "drizzle"),
  /** The built page: only in the executable. From the sources it is built at the start. */
  page: join(embeddedFolder, "page"),
  /** How its command line is called. */
  command: isBinary ? "confab" : "bun run confab",
};
