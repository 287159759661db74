// The page inside the executable, as it was built with it.
import type { PageFiles } from "../protocol/page_files.ts";
import { readPageFolder } from "../../web/build/page_folder.ts";
import { StartError } from "../domain/start_error.ts";
import { programFiles } from "./program_files.ts";

export async function embeddedPage(): Promise<() => PageFiles> {
  const page = await readPageFolder(programFiles.page);
  if (!page) throw new StartError("The page in this program is damaged. Copy or download the program again.");
  return () => page;
}
