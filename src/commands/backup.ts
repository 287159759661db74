// `confab backup …`: backups made while the server runs or not, listed and verified.
import { existsSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";

import { StartError } from "../domain/start_error.ts";
import { listBackups, listUnreadable } from "../storage/backup/backup_folder.ts";
import { openRemoteBackups } from "../storage/backup/remote_backups.ts";
import { BadBackup, verifyBackup } from "../storage/backup/verify_backup.ts";
import { sizeInWords } from "../protocol/file_size.ts";
import { defineCommand, type Command } from "./command.ts";
import type { Context } from "./context.ts";
import { counted } from "./counted.ts";

export const dateOf = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

const make = defineCommand({
  words: "backup",
  options: {
    to: {
      type: "string",
      takes: "FOLDER",
      summary: "back up to this folder; nothing in it is ever removed",
    },
  },
  summary: "back up now; the server may be running",
  details: ["`backup list` shows the backups, `backup verify` checks one."],
  async run({ ask, answer, report, config, folder }, { options: { to } }) {
    const dir = to === undefined ? null : resolve(folder, to);
    const made = await ask("backUp", { to: dir });
    const path = join(dir ?? config.backups.dir, made.name);
    if (made.missingFiles > 0) {
      report(`${counted(made.missingFiles, "file")} missing or damaged in the data folder.`);
    }
    if (made.remoteProblem !== null) report(`Not uploaded: ${made.remoteProblem}`);
    answer({ ...made, path }, () => [
      `Backed up: ${path} (${sizeInWords(made.bytes)}, ${counted(made.files, "file")})`,
    ]);
    return made.remoteProblem === null ? 0 : 1;
  },
});

const fetchOne = defineCommand({
  words: "backup fetch",
  options: {},
  operands: [{ name: "BACKUP", isOptional: true }],
  summary: "download a backup (default: the newest) from BACKUP_URL, to verify or restore it",
  async run({ config, answer }, { operands: [name] }) {
    const remote = openRemote(config);
    const wanted = name ?? (await remote.list())[0];
    if (wanted === undefined) throw new StartError(`No backups in ${config.backups.url ?? ""}.`);
    const path = await remote.fetch(wanted, config.backups.dir);
    answer({ name: wanted, path }, () => [`Fetched: ${path}`]);
    return 0;
  },
});

function openRemote({ backups }: Context["config"]) {
  if (backups.url === null) throw new StartError("BACKUP_URL is not set.");
  return openRemoteBackups(backups.url);
}

const list = defineCommand({
  words: "backup list",
  options: { remote: { type: "boolean", summary: "list the backups in BACKUP_URL" } },
  summary: "list the backups, newest first",
  async run({ config, answer, report }, { options: { remote } }) {
    const { dir } = config.backups;
    if (remote) {
      const names = await openRemote(config).list();
      answer(names, () => names);
      return 0;
    }
    const backups = listBackups(dir);
    for (const name of listUnreadable(dir)) report(`${join(dir, name)} cannot be read.`);
    answer(
      backups.map(({ name, path, manifest }) => ({ name, path, ...manifest })),
      () => [
        ...backups.map(({ name, manifest: { createdAt, reason, version, database, files } }) =>
          [name, dateOf(createdAt), reason, version, sizeInWords(database.bytes + files.bytes)].join("  "),
        ),
        ...(backups.length === 0 ? [`No backups in ${dir}.`] : []),
      ],
    );
    return 0;
  },
});

const verify = defineCommand({
  words: "backup verify",
  options: {},
  operands: [{ name: "BACKUP", isOptional: true }],
  summary: "read all of a backup (default: the newest) and check whether it is intact",
  details: ["BACKUP is a name as in the list, or a folder. Exit code 1: it is damaged."],
  async run(context, { operands: [name] }) {
    const { answer, report, progress } = context;
    const path = findBackup(context, name);
    try {
      const { manifest, files } = await verifyBackup(path, {
        onProgress: (done, total) => progress(done, total, "files"),
      });
      answer({ path, whole: true, ...manifest }, () => [
        `${path} is intact: ${sizeInWords(manifest.database.bytes)} of database, ${counted(files.length, "file")}.`,
      ]);
      return 0;
    } catch (error) {
      if (!(error instanceof BadBackup)) throw error;
      report(error.message);
      return 1;
    }
  },
});

/** The folder of a backup. Throws StartError. */
export function findBackup({ config, folder }: Pick<Context, "config" | "folder">, name?: string): string {
  const { dir } = config.backups;
  if (name !== undefined) {
    const isPath = isAbsolute(name) || name.includes("/");
    return requireBackup(isPath ? resolve(folder, name) : join(dir, name));
  }
  const [newest] = listBackups(dir);
  if (newest) return newest.path;
  throw new StartError(`No backups in ${dir}. Name the folder of one, or set BACKUP_DIR.`);
}

function requireBackup(path: string): string {
  if (!existsSync(path)) throw new StartError(`No backup ${path}.`);
  const [newest] = listBackups(path);
  if (newest) {
    throw new StartError(`${path} is a folder of backups. Name one of them; the newest is ${newest.path}.`);
  }
  return path;
}

export const backupCommands: readonly Command[] = [make, list, verify, fetchOne];
