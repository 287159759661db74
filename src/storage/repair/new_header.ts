// A copy of a database whose first 100 bytes are damaged, with a header as Confab's databases have it: the rest of the first page,
// the schema, may still be there. Only to be read (fileformat2.html, "The Database Header").
import { copyFileSync, existsSync } from "node:fs";
import { open } from "node:fs/promises";

const pageBytes = 4096;

export async function copyWithNewHeader(path: string, copy: string): Promise<void> {
  copyFileSync(path, copy);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
  const file = await open(copy, "r+");
  const { size } = await file.stat();
  const header = Buffer.alloc(100);
  header.write("SQLite format 3\0", 0, "latin1");
  header.writeUInt16BE(pageBytes, 16);
  // Write-ahead log.
  header.set([2, 2, 0, 64, 32, 32], 18);
  // How often it was changed, and at which change the size was right.
  header.writeUInt32BE(1, 24);
  header.writeUInt32BE(Math.floor(size / pageBytes), 28);
  // The format of the schema, and UTF-8.
  header.writeUInt32BE(4, 44);
  header.writeUInt32BE(1, 56);
  header.writeUInt32BE(1, 92);
  await file.write(header, 0, header.length, 0);
  await file.close();
}
