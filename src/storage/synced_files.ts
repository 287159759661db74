// Writes that are on disk when the call returns: a file's content, and the names in a folder.
import { open } from "node:fs/promises";

/** Of a file its content, of a folder the names in it: a rename is on disk when its folder is. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function writeSynced(path: string, text: string): Promise<void> {
  const handle = await open(path, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
