// A file of JSON Lines: gathered into large writes, counted and hashed as it grows.
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

interface LineWriter {
  /** Resolves when there is room for more. */
  write(line: string): Promise<void>;
  /** On disk when it resolves. */
  end(): Promise<{ lines: number; sha256: string }>;
  /** After an error: closes the file. */
  drop(): Promise<void>;
}

const gatheredUnits = 256 * 1024;

export async function openLineWriter(path: string): Promise<LineWriter> {
  const handle = await open(path, "wx", 0o600);
  const sum = createHash("sha256");
  let gathered = "";
  let lines = 0;

  async function flush(): Promise<void> {
    const bytes = Buffer.from(gathered);
    gathered = "";
    sum.update(bytes);
    for (let done = 0; done < bytes.length;) {
      done += (await handle.write(bytes, done)).bytesWritten;
    }
  }

  return {
    async write(line) {
      gathered += `${line}\n`;
      lines += 1;
      if (gathered.length >= gatheredUnits) await flush();
    },
    async end() {
      await flush();
      await handle.sync();
      await handle.close();
      return { lines, sha256: sum.digest("hex") };
    },
    drop: () => handle.close().catch(() => undefined),
  };
}
