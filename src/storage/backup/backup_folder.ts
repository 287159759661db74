// Where backups lie (SPEC B1): a folder each, and beside them the bytes of files, once for all.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { describe } from "../errors.ts";
import { manifestSchema, type Manifest } from "./manifest.ts";

/** In the data folder. */
export const defaultBackupsName = "backups";
export const poolName = "files";
export const manifestName = "manifest.json";
export const fileListName = "files.txt";

const whole = /^confab-\d{8}T\d{6}Z(-\d+)?$/;

export const isBackupName = (name: string) => whole.test(name);

export interface StoredBackup {
  name: string;
  path: string;
  manifest: Manifest;
}

/** Two within a second have different names, and sort by when they were made. */
export function newBackupName(dir: string, at: number): string {
  const name = `confab-${timeName(at)}`;
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? name : `${name}-${number}`;
    if (!existsSync(join(dir, numbered))) return numbered;
  }
}

/** UTC, for the name of a folder: `20261130T180000Z`. */
export function timeName(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

export const partialName = (name: string) => `.${name}.partial`;

/** One that is on its way from a bucket, by another process than that which makes backups here. */
const fetched = /^\.fetched-.*\.partial$/;
export const fetchedName = (name: string) => `.fetched-${name}.partial`;

export function listFetched(dir: string): string[] {
  return namesIn(dir)
    .filter((name) => fetched.test(name))
    .map((name) => join(dir, name));
}

/** A kill left them. Bytes on their way into the pool as well. */
export function removePartials(dir: string): void {
  for (const name of namesIn(dir)) {
    if (/^\.confab-.*\.partial$/.test(name)) rmSync(join(dir, name), { recursive: true, force: true });
  }
  for (const name of namesIn(join(dir, poolName))) {
    if (name.startsWith(".incoming-")) rmSync(join(dir, poolName, name), { force: true });
  }
}

export function pooledPath(dir: string, hash: string): string {
  return join(dir, poolName, hash.slice(0, 2), hash);
}

export function hasBackups(dir: string): boolean {
  return namesIn(dir).some((name) => whole.test(name));
}

/** Newest first. A folder without a readable manifest is left out, and never removed. */
export function listBackups(dir: string): StoredBackup[] {
  const found: StoredBackup[] = [];
  for (const name of namesIn(dir).filter((one) => whole.test(one))) {
    const path = join(dir, name);
    const manifest = readManifest(path);
    if (!("problem" in manifest)) found.push({ name, path, manifest });
  }
  return found.sort((a, b) => b.manifest.createdAt - a.manifest.createdAt || (a.name < b.name ? 1 : -1));
}

/** Folders with the name of a backup of which nothing is known. */
export function listUnreadable(dir: string): string[] {
  return namesIn(dir).filter((name) => whole.test(name) && "problem" in readManifest(join(dir, name)));
}

export function readManifest(path: string): Manifest | { problem: string } {
  let text: string;
  try {
    text = readFileSync(join(path, manifestName), "utf8");
  } catch (error) {
    return {
      problem: existsSync(path)
        ? `its ${manifestName} cannot be read (${describe(error)})`
        : "it is not there",
    };
  }
  try {
    const { data } = manifestSchema.safeParse(JSON.parse(text));
    if (data) return data;
  } catch {
    // Cut short, for instance.
  }
  return { problem: `its ${manifestName} is damaged or of another program` };
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
