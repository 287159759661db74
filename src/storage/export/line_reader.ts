// A file of JSON Lines from others: line by line, each bounded, decoded and checked against its shape. A problem is one line
// that says where.
import { createHash } from "node:crypto";
import type { z } from "zod";
import { StartError } from "../../domain/start_error.ts";
import { openPlainFile } from "./copy_blob.ts";
import { maxLineBytes } from "./export_tables.ts";

export class ArchiveError extends StartError {
  constructor(path: string, line: number | null, problem: string) {
    super(line === null ? `${path}: ${problem}` : `${path}, line ${line}: ${problem}`);
  }
}

interface ReadLinesOptions<T> {
  path: string;
  shape: z.ZodType<T>;
  /** As the manifest says; the archive is cut or was changed where it is not so. */
  expected: { lines: number; sha256: string };
}

const chunkBytes = 256 * 1024;
const newline = 0x0a;

/** In portions of what one chunk of the file holds, with the number of the first line. */
export async function* readLines<T>({
  path,
  shape,
  expected,
}: ReadLinesOptions<T>): AsyncGenerator<{ first: number; rows: T[] }> {
  const file = await openPlainFile(path);
  if (file === "missing") throw new ArchiveError(path, null, "is missing");
  if (file === "no_file") throw new ArchiveError(path, null, "is no plain file");
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const sum = createHash("sha256");
  let lines = 0;
  let rest = Buffer.alloc(0);

  function decode(bytes: Uint8Array): T {
    lines += 1;
    if (bytes.length > maxLineBytes) throw tooLong();
    let value: unknown;
    try {
      value = JSON.parse(decoder.decode(bytes));
    } catch (error) {
      throw new ArchiveError(path, lines, error instanceof TypeError ? "is not UTF-8" : "is not JSON");
    }
    const checked = shape.safeParse(value);
    if (!checked.success) throw new ArchiveError(path, lines, firstIssue(checked.error));
    return checked.data;
  }

  function tooLong(): ArchiveError {
    return new ArchiveError(path, lines, `is longer than ${maxLineBytes} bytes`);
  }

  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const { bytesRead } = await file.read(chunk, 0, chunkBytes, null);
      if (bytesRead === 0) break;
      const read = chunk.subarray(0, bytesRead);
      sum.update(read);
      const first = lines + 1;
      const rows: T[] = [];
      let from = 0;
      for (let end = read.indexOf(newline); end !== -1; end = read.indexOf(newline, from)) {
        const part = read.subarray(from, end);
        rows.push(decode(rest.length > 0 ? Buffer.concat([rest, part]) : part));
        rest = Buffer.alloc(0);
        from = end + 1;
      }
      rest = Buffer.concat([rest, read.subarray(from)]);
      if (rest.length > maxLineBytes) {
        lines += 1;
        throw tooLong();
      }
      if (rows.length > 0) yield { first, rows };
    }
  } finally {
    await file.close();
  }
  if (rest.length > 0) throw new ArchiveError(path, lines + 1, "is cut off: its line feed is missing");
  if (lines !== expected.lines) {
    throw new ArchiveError(path, null, `has ${lines} lines, and ${expected.lines} were exported`);
  }
  if (sum.digest("hex") !== expected.sha256) {
    throw new ArchiveError(path, null, `is not as it was exported (its SHA-256 is another)`);
  }
}

/** Of what zod found: the first, with where. */
export function firstIssue({ issues: [issue] }: z.ZodError): string {
  if (!issue) return "is not as it should be";
  const where = issue.path.join(".");
  return where === "" ? issue.message : `"${where}": ${issue.message}`;
}
