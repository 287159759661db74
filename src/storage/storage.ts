// Everything that lasts: the folder's lock, the database, the stores that read it, and the journal that writes it.
import { join } from "node:path";
import type { Disk } from "../domain/files/disk_reserve.ts";
import type { BackupStore } from "../domain/backups.ts";
import type { BlobStore } from "../domain/files/blob_store.ts";
import type { Journal } from "../domain/journal.ts";
import type { Log } from "../domain/log.ts";
import type { SearchIndex } from "../domain/search/search_store.ts";
import { ChatError } from "../domain/chat_error.ts";
import { StartError } from "../domain/start_error.ts";
import type { OwnDataStore } from "../domain/own_data.ts";
import type { Stores } from "../domain/stores.ts";
import { createWarnings, type Warnings } from "../domain/warnings.ts";
import { createBackupThreads, type BackupSettings } from "./backup/backup_thread.ts";
import { backUpBeforeMigration } from "./backup/before_migration.ts";
import { defaultBackupsName } from "./backup/backup_folder.ts";
import { finishSwap } from "./backup/swap.ts";
import { readCommitCount, warnOfMissingCommits } from "./commit_count.ts";
import { createDamagedText } from "./damaged_text.ts";
import { startCheck } from "./damage/check_thread.ts";
import { repairHint, watchDamage, type DamageWatch } from "./damage/damage_watch.ts";
import { replaceDamagedIndex } from "./damage/replace_index.ts";
import { clearBackupMark, readFileMarks } from "./file_marks.ts";
import { openClient, openReader, requireWal } from "./database.ts";
import { openDisk } from "./disk.ts";
import { isDamage, whyNotOpened } from "./errors.ts";
import { beginEpoch } from "./epochs.ts";
import { writeFirstRows } from "./first_rows.ts";
import { createJournal, type TransactionListener } from "./journal.ts";
import { startJournalThread, type WorkerPort } from "./journal_thread.ts";
import { lockFolder } from "./lock.ts";
import { watchLog, type LogWatchDeps } from "./log_watch.ts";
import { makeDataFolder } from "./make_data_folder.ts";
import { createReadTrouble } from "./read_trouble.ts";
import { readIndexTables } from "./search/index_tables.ts";
import { openSearch } from "./search/stored_search.ts";
import { applyMigrations } from "./migrations.ts";
import { writeDisplayKeys } from "./display_keys.ts";
import { writeSearchKeys } from "./search_keys.ts";
import { makePrivateFile, warnOfWideModes } from "./folder_modes.ts";
import { openBlobStore } from "./blob_store.ts";
import { refuseDatabaseWithoutTables, refuseMissingDatabase } from "./workspace_remains.ts";
import { createAccountStore } from "./stores/account_store.ts";
import { createFileStore } from "./stores/file_store.ts";
import { createLineStore } from "./stores/line_store.ts";
import { createRecentChanges } from "./stores/recent_changes.ts";
import { createMemoryRelease } from "./memory_release.ts";
import { createMembershipCache } from "./stores/membership_cache.ts";
import { createMessageStore } from "./stores/message_store.ts";
import { createOwnDataStore } from "./stores/own_data_store.ts";
import { createSessionCache } from "./stores/session_cache.ts";
import { createWorkspaceStore } from "./stores/workspace_store.ts";
import { createRetentionStore } from "./stores/retention_store.ts";
import { createRoomStore } from "./stores/room_store.ts";

export interface Storage {
  stores: Stores;
  ownData: OwnDataStore;
  journal: Journal;
  searchIndex: SearchIndex;
  blobs: BlobStore;
  backups: BackupStore;
  /** The one that holds the data folder. */
  disk: Disk;
  /** Called with each transaction that was committed, but those of the search index. */
  onTransaction(listener: TransactionListener): void;
  /** Search threads that do not come back (H1). */
  abandonedSearches(): number;
  /** How long the transaction in hand has been tried; 0 when there is none. */
  inHandMs(): number;
  /** The process is about to end: waiting changes no longer wait for a disk that refuses (H8). */
  endSoon(): void;
  /** Of the database and its write-ahead log. */
  databaseBytes(): number;
  logBytes(): number;
  /** Accepts no further changes, commits the accepted ones, and releases the folder. */
  close(): Promise<void>;
}

export interface StorageOptions {
  dataDir: string;
  now: () => number;
  log: Log;
  /** Problems are raised here. Absent: only logged. */
  warnings?: Warnings;
  /** Absent: none but those that are asked for, in the data folder. */
  backups?: BackupSettings;
  /** Tests start a broken worker with these. */
  workerUrl?: URL;
  /** Tests that open hundreds of storages keep the thread of one for the next. */
  openWorker?: (url: URL) => WorkerPort;
  exit?: (code: number) => void;
  journalTimeoutMs?: number;
  searchTimeoutMs?: number;
  logWatch?: Pick<LogWatchDeps, "every" | "warnBytes">;
  /** Tests of results need not wait (S9). */
  searchPads?: boolean;
  /** Tests search what the index does not know yet. */
  searchFollows?: boolean;
}

export const databaseName = "confab.db";

export async function openStorage({
  dataDir,
  now,
  log,
  warnings = createWarnings({ log, now }),
  backups: backupSettings = { isOn: false, dir: join(dataDir, defaultBackupsName), keep: 7 },
  workerUrl = new URL("./journal_worker.ts", import.meta.url),
  openWorker = (url) => new Worker(url.href),
  exit = (code) => process.exit(code),
  journalTimeoutMs = 30_000,
  searchTimeoutMs,
  logWatch = {},
  searchFollows = true,
  searchPads = true,
}: StorageOptions): Promise<Storage> {
  makeDataFolder(dataDir);
  const lock = await lockFolder(dataDir);
  // Closed again, the last first, when a later step fails: a thread would keep the command line from ending.
  const opened: (() => unknown)[] = [() => lock.release()];
  const path = join(dataDir, databaseName);
  try {
    // A read before it is set ends the start.
    let damage: DamageWatch | null = null;
    let isReplaced = false;
    await finishSwap(dataDir);
    refuseMissingDatabase(path, dataDir);
    const { isBackup, endedUncleanly } = readFileMarks(path);
    const { commits, epoch } = await prepareDatabase({ path, dataDir, now, log, backupSettings, isBackup });
    warnOfWideModes({
      dataDir,
      names: [databaseName, `${databaseName}-wal`, `${databaseName}-shm`, "lock"],
      warnings,
    });
    warnOfMissingCommits({ warnings, dataDir, inDatabase: commits });
    const readTrouble = createReadTrouble({ log, monotonicMs: () => performance.now() });
    const client = await openReader(path, {
      onReplacedText: (text) => damagedText.note(text),
      onDamage: (problem) => damage?.note(problem),
      onTrouble: readTrouble,
    });
    opened.push(() => client.close());
    const damagedText = createDamagedText({ client, log });
    const tables = await readIndexTables(client);
    const thread = await startJournalThread({
      path,
      workerUrl,
      openWorker,
      log,
      exit,
      timeoutMs: journalTimeoutMs,
    });
    opened.push(() => thread.close());
    const backups = createBackupThreads({
      path,
      dataDir,
      settings: backupSettings,
      isReplaced: () => isReplaced,
    });
    const blobs = openBlobStore({ dataDir });
    const memory = createMemoryRelease({ client, quietTicks: 4, collect: () => Bun.gc(false) });
    // A database that cannot be read now is told by the next read of someone who asks.
    const releasing = setInterval(() => void memory.tick(), 1000).unref();
    opened.push(() => clearInterval(releasing));
    const cache = createMembershipCache();
    const sessions = createSessionCache();
    const workspace = createWorkspaceStore({ client });
    const changes = createRecentChanges();
    const journal = createJournal({
      thread,
      now,
      log,
      onReplaced(problem) {
        isReplaced = true;
        damage?.pauseForOthers();
        const text = `${problem} Nothing is saved. Stop the server, put the right files back into ${dataDir}, and start it again.`;
        warnings.raise("database_replaced", text, { isUnready: true });
      },
      onReplacedText: (text) => damagedText.note(text),
      onDamage: (problem) => damage?.note(problem),
      whyReadOnly: () => damage?.whyReadOnly() ?? null,
      onBatch(effects) {
        memory.noteUse();
        cache.forget(effects);
        sessions.forget(effects);
        workspace.forget(effects);
        changes.note(effects);
        search.note(effects);
      },
    });
    const search = openSearch({
      path,
      tables,
      journal,
      log,
      warnings,
      onUnreadable: (problem) => damage?.note(problem),
      onTrouble: readTrouble,
      follows: searchFollows,
      isPadded: searchPads,
      timeoutMs: searchTimeoutMs,
    });
    opened.push(() => search.close());
    damage = watchDamage({
      warnings,
      log,
      monotonicMs: () => performance.now(),
      startCheck: () => startCheck(path),
      replaceIndex: (name) => replaceDamagedIndex({ client, journal }, name),
    });
    opened.push(() => damage?.close());
    if (endedUncleanly) damage.checkAtStart();
    const sizes = watchLog({ path, warnings, ...logWatch });
    return {
      stores: {
        rooms: createRoomStore({ client, cache, changes, now }),
        messages: createMessageStore({ client }),
        accounts: createAccountStore({ client, sessions }),
        files: createFileStore({ client }),
        workspace,
        retention: createRetentionStore({ client }),
        line: createLineStore({ client, epoch }),
        search,
      },
      ownData: createOwnDataStore({ client }),
      journal,
      searchIndex: search.index,
      blobs,
      backups,
      disk: openDisk(dataDir),
      onTransaction: (listener) => journal.onTransaction(listener),
      abandonedSearches: () => search.abandonedThreads(),
      inHandMs: () => journal.inHandMs(),
      endSoon: () => journal.endSoon(),
      databaseBytes: () => sizes.databaseBytes(),
      logBytes: () => sizes.logBytes(),
      async close() {
        sizes.stop();
        clearInterval(releasing);
        await damage?.close();
        const hasEnded = await backups.stop();
        await search.close();
        await journal.drain();
        damagedText.stop();
        // The writer last: the last connection to close folds the log into the file.
        client.close();
        await thread.close();
        lock.release();
        // The log could not be folded in: the file alone is not everything (H8).
        if (!hasEnded) throw new Error("A backup was broken off.");
      },
    };
  } catch (error) {
    for (const close of opened.reverse()) await close();
    if (error instanceof StartError) throw error;
    const why = whyNotOpened(error instanceof ChatError ? error.cause : error);
    const problem = isDamage(error)
      ? `The database ${path} is damaged (${why}). ${repairHint}`
      : `Cannot open the database ${path}: ${why}`;
    throw new StartError(problem, { cause: error });
  }
}

interface Prepared {
  path: string;
  dataDir: string;
  now: () => number;
  log: Log;
  backupSettings: BackupSettings;
  isBackup: boolean;
}

/** By a separate client that is closed before the reader and the writer open. `epoch` is the new one. */
async function prepareDatabase({
  path,
  dataDir,
  now,
  log,
  backupSettings,
  isBackup,
}: Prepared): Promise<{ commits: number | null; epoch: string }> {
  makePrivateFile(path);
  const client = openClient({ path, timeoutMs: 5000 });
  try {
    if (isBackup) await clearBackupMark(client);
    await requireWal(client);
    await refuseDatabaseWithoutTables(client, path, dataDir);
    await backUpBeforeMigration({ client, path, dataDir, settings: backupSettings, at: now(), log });
    await applyMigrations(client, path);
    const commits = await readCommitCount(client);
    await writeFirstRows(client, now);
    await writeSearchKeys(client);
    await writeDisplayKeys(client);
    return { commits, epoch: await beginEpoch(client) };
  } finally {
    client.close();
  }
}
