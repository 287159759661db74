import { z } from "zod";
import { openPlainFile } from "./copy_blob.ts";
import { exportFormat, manifest, type Manifest } from "./export_tables.ts";
import { ArchiveError, firstIssue } from "./line_reader.ts";

const maxBytes = 64 * 1024;
const anyFormat = z.looseObject({ format: z.int().min(1), version: z.string().max(100).optional() });

/** Throws ArchiveError. */
export async function readManifest(path: string): Promise<Manifest> {
  const value = await readJsonFile(path);
  const known = anyFormat.safeParse(value);
  if (!known.success) throw new ArchiveError(path, null, firstIssue(known.error));
  const { format, version } = known.data;
  if (format > exportFormat) {
    const by = version === undefined ? "" : ` (${version})`;
    throw new ArchiveError(
      path,
      null,
      `its format ${format} is of a newer Confab${by}; this one reads format ${exportFormat}. Import it with that version, or a newer one`,
    );
  }
  const checked = manifest.safeParse(value);
  if (!checked.success) throw new ArchiveError(path, null, firstIssue(checked.error));
  return checked.data;
}

async function readJsonFile(path: string): Promise<unknown> {
  const file = await openPlainFile(path);
  if (file === "missing") throw new ArchiveError(path, null, "is missing: this is no export of Confab");
  if (file === "no_file") throw new ArchiveError(path, null, "is no plain file");
  try {
    const bytes = Buffer.alloc(maxBytes + 1);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    if (bytesRead > maxBytes) throw new ArchiveError(path, null, `is longer than ${maxBytes} bytes`);
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, bytesRead)));
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError(path, null, error instanceof TypeError ? "is not UTF-8" : "is not JSON");
  } finally {
    await file.close();
  }
}
