// Backups in an S3 bucket (SPEC B6): the same names below a prefix, and the manifest last, so that what has one is whole.
import { mkdirSync, rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { S3Client } from "bun";

import { StartError } from "../../domain/start_error.ts";
import { describe } from "../errors.ts";
import { syncPath } from "../synced_files.ts";
import {
  fetchedName,
  fileListName,
  isBackupName,
  listBackups,
  listFetched,
  manifestName,
  pooledPath,
  poolName,
  readManifest,
  type StoredBackup,
} from "./backup_folder.ts";
import { parseFileList, readFileList, type ListedFile } from "./file_list.ts";
import { hashFile } from "./hash_file.ts";
import { backupDatabaseName, requireOwnFolder } from "./make_backup.ts";
import { manifestSchema } from "./manifest.ts";
import { sizeOf } from "./pool.ts";
import { requireRoom } from "./room_on_disk.ts";

interface RemoteBackups {
  /** Then the oldest beyond `keep` go. */
  upload(backup: StoredBackup, keep: number): Promise<void>;
  /** Newest first. */
  list(): Promise<string[]>;
  /** Into `dir`, as one that was made there. Gives its folder. */
  fetch(name: string, dir: string): Promise<string>;
}

const partBytes = 8 * 1024 * 1024;

/** `url` is `s3://bucket/prefix`; the keys and the endpoint are in the environment, as Bun's client reads them. */
export function openRemoteBackups(url: string): RemoteBackups {
  const { hostname: bucket, pathname } = new URL(url);
  const prefix = pathname.replace(/^\/+|\/+$/g, "");
  const client = new S3Client({ bucket, retry: 3 });
  const keyOf = (...parts: string[]) => [...(prefix === "" ? [] : [prefix]), ...parts].join("/");
  const poolKey = (hash: string) => keyOf(poolName, hash.slice(0, 2), hash);

  async function listKeys(under: string): Promise<string[]> {
    const keys: string[] = [];
    for (let token: string | undefined; ;) {
      const page = await client.list({ prefix: keyOf(under), ...(token && { continuationToken: token }) });
      for (const { key } of page.contents ?? []) keys.push(key);
      token = page.nextContinuationToken;
      if (!page.isTruncated || !token) return keys;
    }
  }

  /** A part at a time, however large it is. */
  async function send(path: string, key: string): Promise<void> {
    const size = sizeOf(path) ?? 0;
    if (size <= partBytes) {
      await client.write(key, await Bun.file(path).bytes());
      return;
    }
    const writer = client.file(key).writer({ partSize: partBytes, queueSize: 2, retry: 3 });
    for (let from = 0; from < size; from += partBytes) {
      await writer.write(
        await Bun.file(path)
          .slice(from, from + partBytes)
          .bytes(),
      );
      await writer.flush();
    }
    await writer.end();
  }

  async function receive(key: string, path: string): Promise<void> {
    const file = await open(path, "w", 0o600);
    try {
      const chunks: AsyncIterable<Uint8Array> = client.file(key).stream();
      for await (const chunk of chunks) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Its list comes first: from then on the files that it names stay in the pool. */
  async function receiveAll(name: string, partial: string, dir: string): Promise<ListedFile[]> {
    for (const part of [fileListName, manifestName]) await receive(keyOf(name, part), join(partial, part));
    const [files, manifest] = [await readFileList(partial), readManifest(partial)];
    if ("problem" in manifest) throw new Error(manifest.problem);
    if (!files) throw new Error(`its ${fileListName} is damaged there`);
    requireOwnFolder(dir, manifest.workspace);
    const missing = files.filter(({ hash, bytes }) => sizeOf(pooledPath(dir, hash)) !== bytes);
    await requireRoom(
      dir,
      missing.reduce((sum, { bytes }) => sum + bytes, manifest.database.bytes),
    );
    const database = join(partial, backupDatabaseName);
    await receive(keyOf(name, backupDatabaseName), database);
    if ((await hashFile(database)).sha256 !== manifest.database.sha256)
      throw new Error(`its ${backupDatabaseName} is damaged there`);
    for (const { hash } of missing) await receivePooled(hash, partial, dir);
    await syncPath(partial);
    return files;
  }

  async function receivePooled(hash: string, partial: string, dir: string): Promise<void> {
    const pooled = pooledPath(dir, hash);
    mkdirSync(dirname(pooled), { recursive: true, mode: 0o700 });
    const incoming = join(partial, hash);
    await receive(poolKey(hash), incoming);
    if ((await hashFile(incoming)).sha256 !== hash) throw new Error(`the file ${hash} is damaged there`);
    await rename(incoming, pooled);
    await syncPath(dirname(pooled));
  }

  /** Names of those that are whole, newest first: names sort by time. */
  async function list(): Promise<string[]> {
    const keys = await listKeys("confab-");
    return (
      keys
        .filter((key) => key.endsWith(`/${manifestName}`))
        .map((key) => key.split("/").at(-2) ?? "")
        // Anything may stand in a bucket.
        .filter(isBackupName)
        .sort()
        .reverse()
    );
  }

  async function prune(keep: number): Promise<void> {
    const names = await list();
    const parts = [manifestName, fileListName, backupDatabaseName];
    for (const name of names.slice(keep)) for (const part of parts) await client.delete(keyOf(name, part));
    if (names.length <= keep) return;
    const named = new Set<string>();
    for (const name of names.slice(0, keep)) {
      const files = parseFileList(await client.file(keyOf(name, fileListName)).text());
      // What it needs is not known.
      if (!files) return;
      for (const { hash } of files) named.add(hash);
    }
    for (const key of await listKeys(`${poolName}/`)) {
      if (!named.has(key.split("/").at(-1) ?? "")) await client.delete(key);
    }
  }

  async function requireOwn(workspace: string): Promise<void> {
    const [newest] = await list();
    if (newest === undefined) return;
    const found = manifestSchema.parse(await client.file(keyOf(newest, manifestName)).json());
    if (found.workspace !== workspace) throw new Error("it has backups of another workspace");
  }

  return {
    list: () => list().catch((error: unknown) => fail(url, "cannot be read", error)),
    async upload({ name, path, manifest }, keep) {
      try {
        await requireOwn(manifest.workspace);
        const files = await readFileList(path);
        if (!files) throw new Error(`its ${fileListName} is damaged`);
        const there = new Set(await listKeys(`${poolName}/`));
        for (const { hash } of files) {
          if (!there.has(poolKey(hash))) await send(pooledPath(dirname(path), hash), poolKey(hash));
        }
        for (const part of [backupDatabaseName, fileListName, manifestName]) {
          await send(join(path, part), keyOf(name, part));
        }
        await prune(keep);
      } catch (error) {
        fail(url, "took no backup", error);
      }
    },
    async fetch(name, dir) {
      const partial = join(dir, fetchedName(name));
      try {
        const known = listBackups(dir).find((one) => one.name === name);
        if (known) return known.path;
        if (!isBackupName(name) || !(await client.exists(keyOf(name, manifestName))))
          throw new Error(`it has no ${name}`);
        mkdirSync(dir, { recursive: true, mode: 0o700 });
        // Of a fetch that was killed. Those of backups on their way here are not ours.
        for (const path of listFetched(dir)) rmSync(path, { recursive: true, force: true });
        mkdirSync(partial, { mode: 0o700 });
        const files = await receiveAll(name, partial, dir);
        await rename(partial, join(dir, name));
        await syncPath(dir);
        // A backup that was made here meanwhile may have removed some before they were named.
        const lost = files.find(({ hash, bytes }) => sizeOf(pooledPath(dir, hash)) !== bytes);
        if (lost) throw new Error(`the file ${lost.hash} was removed by another backup. Fetch it again`);
        return join(dir, name);
      } catch (error) {
        rmSync(partial, { recursive: true, force: true });
        return fail(url, "gave no backup", error);
      }
    },
  };
}

function fail(url: string, what: string, error: unknown): never {
  throw new StartError(`${url} ${what}: ${describe(error)}.`, { cause: error });
}
