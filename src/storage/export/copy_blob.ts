// Bytes from file to file, hashed on the way. Neither side may be anything but a plain file: an archive is from others.
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open, rm, type FileHandle } from "node:fs/promises";
import { codeOf } from "../errors.ts";

type BlobSource =
  | { is: "whole"; bytes: number; sha256: string }
  /** Nothing at the path. */
  | { is: "missing" }
  /** A link, a folder, a device. */
  | { is: "no_file" };

const chunkBytes = 1024 * 1024;

/** Never follows a link at `path`, and does not wait for a pipe. Null: nothing there, or something else. */
export async function openPlainFile(path: string): Promise<FileHandle | "missing" | "no_file"> {
  let handle: FileHandle;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return "missing";
    if (code === "ELOOP" || code === "ENXIO") return "no_file";
    throw error;
  }
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  return "no_file";
}

/** The bytes are on disk when it resolves; the caller checks the hash. */
export async function copyBlob(from: string, to: string): Promise<BlobSource> {
  const source = await openPlainFile(from);
  if (typeof source === "string") return { is: source };
  try {
    const target = await open(to, "wx", 0o600);
    try {
      const sum = createHash("sha256");
      const chunk = Buffer.allocUnsafe(chunkBytes);
      let bytes = 0;
      for (;;) {
        const { bytesRead } = await source.read(chunk, 0, chunkBytes, bytes);
        if (bytesRead === 0) break;
        const part = chunk.subarray(0, bytesRead);
        sum.update(part);
        for (let done = 0; done < bytesRead;) done += (await target.write(part, done)).bytesWritten;
        bytes += bytesRead;
      }
      await target.sync();
      return { is: "whole", bytes, sha256: sum.digest("hex") };
    } catch (error) {
      await rm(to, { force: true });
      throw error;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
