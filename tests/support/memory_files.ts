// Files of the memory twin: rows beside the other tables, and a vault that forgets.
import { createHash } from "node:crypto";

import type { FileStore, StoredFile } from "../../src/domain/files/file_store.ts";
import { headBytes, type FileVault } from "../../src/domain/files/file_vault.ts";
import type { ChangeOf, OutcomeOf } from "../../src/domain/journal.ts";
import type { MessageFile } from "../../src/protocol/shapes.ts";
import { lives, type Tables } from "./memory_tables.ts";

export interface FileRow extends StoredFile {
  position: number;
  width: number | null;
  height: number | null;
  createdAt: number;
}

function usageOf({ files }: Tables, userId: number): number {
  const mine = [...files.values()].filter((file) => file.uploaderId === userId);
  return mine.reduce((sum, file) => sum + file.size, 0);
}

function unpostedOf({ files }: Tables, userId: number): number {
  const mine = [...files.values()].filter((file) => file.uploaderId === userId && file.messageId === null);
  return mine.reduce((sum, file) => sum + file.size, 0);
}

function totalOf({ files }: Tables): number {
  return [...files.values()].reduce((sum, file) => sum + file.size, 0);
}

export function addFile(tables: Tables, change: ChangeOf<"addFile">, at: number): OutcomeOf<"addFile"> {
  const { kind: _, actor, quotaBytes, filesBytes, ...file } = change;
  if (!lives(tables, actor, at)) return { ok: false, reason: "session_over" };
  const room = tables.rooms.get(change.roomId);
  if (!room?.members.has(actor.userId)) return { ok: false, reason: "not_found" };
  if (room.archivedAt !== null) return { ok: false, reason: "archived" };
  if (usageOf(tables, actor.userId) + file.size > quotaBytes) return { ok: false, reason: "quota" };
  if (filesBytes !== null && totalOf(tables) + file.size > filesBytes)
    return { ok: false, reason: "files_full" };
  const id = tables.newId();
  const row = { ...file, id, uploaderId: actor.userId, messageId: null, position: 0, createdAt: at };
  tables.files.set(id, row);
  return { ok: true, fileId: id };
}

export function dropUnposted(
  { files }: Tables,
  { olderThanMs }: ChangeOf<"dropUnposted">,
  at: number,
): OutcomeOf<"dropUnposted"> {
  const old = [...files.values()].filter((file) => file.messageId === null);
  const dropped = old.filter((file) => file.createdAt <= at - olderThanMs);
  for (const { id } of dropped) files.delete(id);
  return { ok: true, isDone: true, dropped: dropped.length };
}

/** Whether all of these are there to be posted by this person to this room (F2). */
export function arePostable(
  { files }: Tables,
  { fileIds, roomId, userId }: { fileIds: number[]; roomId: number; userId: number },
): boolean {
  return fileIds.every((id) => {
    const file = files.get(id);
    return file?.messageId === null && file.roomId === roomId && file.uploaderId === userId;
  });
}

export function attachFiles({ files }: Tables, fileIds: number[], messageId: number): void {
  fileIds.forEach((id, position) => {
    const file = files.get(id);
    if (file) files.set(id, { ...file, messageId, position });
  });
}

export function dropFilesOf({ files }: Tables, messageId: number): void {
  for (const file of files.values()) if (file.messageId === messageId) files.delete(file.id);
}

export function messageFiles({ files }: Tables, messageId: number): MessageFile[] {
  return [...files.values()]
    .filter((file) => file.messageId === messageId)
    .sort((a, b) => a.position - b.position)
    .map(({ id, name, type, size, width, height, thumbHash }) => ({
      id,
      name,
      type,
      size,
      ...(width === null ? {} : { width }),
      ...(height === null ? {} : { height }),
      ...(thumbHash === null ? {} : { thumb: true }),
    }));
}

export function createMemoryFileStore(tables: Tables, read: <T>(take: () => T) => Promise<T>): FileStore {
  return {
    findFile: (id) =>
      read(() => {
        const row = tables.files.get(id);
        if (!row) return null;
        const { position: _, width: _w, height: _h, createdAt: _c, ...file } = row;
        return file;
      }),
    usage: (userId) => read(() => usageOf(tables, userId)),
    totalUsage: () => read(() => totalOf(tables)),
    pageUsage: ({ after, limit }) =>
      read(() => {
        const rows = [...tables.users.keys()]
          .map((userId) => ({
            userId,
            bytes: usageOf(tables, userId),
            unpostedBytes: unpostedOf(tables, userId),
          }))
          .filter(({ bytes }) => bytes > 0)
          .sort((a, b) => b.bytes - a.bytes || b.userId - a.userId);
        const from = after === 0 ? 0 : rows.findIndex(({ userId }) => userId === after) + 1;
        return rows.slice(from, from + limit);
      }),
    listUsed: (hashes) =>
      read(() => {
        const rows = [...tables.files.values()];
        const avatars = new Set([...tables.users.values()].map(({ avatarHash }) => avatarHash));
        return hashes.filter(
          (hash) => avatars.has(hash) || rows.some((row) => row.hash === hash || row.thumbHash === hash),
        );
      }),
  };
}

export interface MemoryVault extends FileVault {
  hashes(): string[];
  /** Drafts that were neither kept nor dropped. */
  drafts(): number;
}

export function createMemoryVault(pause: () => Promise<unknown> = () => Promise.resolve()): MemoryVault {
  const kept = new Map<string, Blob>();
  let drafts = 0;
  return {
    async receive(bytes) {
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      for await (const chunk of bytes) chunks.push(new Uint8Array(chunk));
      await pause();
      const content = new Blob(chunks);
      const whole = await content.bytes();
      const hash = createHash("sha256").update(whole).digest("hex");
      drafts += 1;
      let isOpen = true;
      const end = () => {
        if (isOpen) drafts -= 1;
        isOpen = false;
      };
      return {
        hash,
        size: whole.byteLength,
        head: whole.subarray(0, headBytes),
        content: () => content,
        async keep() {
          await pause();
          kept.set(hash, content);
          end();
        },
        async drop() {
          await pause();
          end();
        },
      };
    },
    async open(hash) {
      await pause();
      return kept.get(hash) ?? null;
    },
    async remove(hash) {
      await pause();
      kept.delete(hash);
    },
    async *list() {
      await pause();
      yield [...kept.keys()];
    },
    hashes: () => [...kept.keys()],
    drafts: () => drafts,
  };
}
