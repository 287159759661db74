// `files.txt`: what bytes belong to a backup.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { fileListName } from "./backup_folder.ts";

export interface ListedFile {
  hash: string;
  bytes: number;
}

export function renderFileList(files: ListedFile[]): string {
  return files.map(({ hash, bytes }) => `${hash} ${bytes}\n`).join("");
}

/** Null when a line is not one. */
export async function readFileList(backup: string): Promise<ListedFile[] | null> {
  const text = await readFile(join(backup, fileListName), "utf8").catch(() => null);
  return text === null ? null : parseFileList(text);
}

export function parseFileList(text: string): ListedFile[] | null {
  if (text !== "" && !text.endsWith("\n")) return null;
  const files: ListedFile[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    const [, hash, bytes] = /^([0-9a-f]{64}) (\d{1,15})$/.exec(line) ?? [];
    if (hash === undefined) return null;
    files.push({ hash, bytes: Number(bytes) });
  }
  return files;
}
