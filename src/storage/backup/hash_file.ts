import { createReadStream } from "node:fs";
import { createHash } from "node:crypto";

/** SHA-256 in hex, and how many bytes there were. */
export async function hashFile(path: string): Promise<{ sha256: string; bytes: number }> {
  const sum = createHash("sha256");
  let bytes = 0;
  const chunks: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: 1024 * 1024 });
  for await (const chunk of chunks) {
    sum.update(chunk);
    bytes += chunk.byteLength;
  }
  return { sha256: sum.digest("hex"), bytes };
}
