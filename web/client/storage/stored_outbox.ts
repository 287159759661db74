// Unsent messages in the local store: one key each, so that two tabs never overwrite each other's.
import type { MessageFile } from "../../../src/protocol/shapes.ts";
import type { EntryUpload, OutboxEntry } from "../outbox.ts";
import { readReason } from "../../connection/send_failure.ts";

import type { LocalStore } from "./local_store.ts";

interface StoredEntry {
  entry: OutboxEntry;
  /** The tab that sends it. */
  tab: string;
  /** When that tab last stored it. */
  keptAt: number;
}

export type StoredOutbox = ReturnType<typeof createStoredOutbox>;

interface StoredOutboxOptions {
  localStore: LocalStore;
  owner: string;
  tab: string;
  now: () => number;
}

export function createStoredOutbox({ localStore, owner, tab, now }: StoredOutboxOptions) {
  const prefix = `confab:outbox:${owner}:`;
  function put(entry: OutboxEntry, sender: string): void {
    // Without `files` an older page ignores it instead of sending the text without them.
    const files = entry.phase === "uploading" ? null : entry.files;
    localStore.put(prefix + entry.clientId, JSON.stringify({ ...entry, files, tab: sender, keptAt: now() }));
  }
  const load = () => localStore.keys(prefix).flatMap((key) => readStored(localStore.get(key)) ?? []);
  return {
    keep: (entry: OutboxEntry) => put(entry, tab),
    drop: (clientId: string) => localStore.remove(prefix + clientId),
    load: (): StoredEntry[] => load(),
    /** C6: a reply to a lost message is sent without `replyTo`. */
    loseReplies(hasMessage: (messageId: number) => boolean): void {
      for (const { entry, tab: sender } of load()) {
        if (entry.replyTo !== null && !hasMessage(entry.replyTo)) put({ ...entry, replyTo: null }, sender);
      }
    },
    /** The client id of one of our keys, else null: for storage events. */
    clientIdOf: (key: string | null) => (key?.startsWith(prefix) ? key.slice(prefix.length) : null),
    clear(): void {
      for (const key of localStore.keys(prefix)) localStore.remove(key);
    },
  };
}

/** Decodes a stored entry; anything may be there. */
export function readStored(text: string | null): StoredEntry | null {
  let raw: unknown;
  try {
    raw = JSON.parse(text ?? "");
  } catch {
    return null;
  }
  if (typeof raw !== "object" || raw === null) return null;
  const field = (name: string): unknown => Reflect.get(raw, name);
  const [clientId, roomId, body, createdAt] = ["clientId", "roomId", "body", "createdAt"].map(field);
  if (typeof clientId !== "string" || typeof body !== "string") return null;
  if (typeof roomId !== "number" || typeof createdAt !== "number") return null;
  const [tab, answered, keptAt] = [field("tab"), field("replyTo"), field("keptAt")];
  const replyTo = typeof answered === "number" ? answered : null;
  const uploads = field("phase") === "uploading" ? readUploads(field("uploads")) : null;
  const files = uploads ? [] : readFiles(field("files"));
  if (!files) return null;
  // A post that was in progress is sent again: the same client id makes no second message (D4).
  const reason = field("phase") === "failed" ? readReason(field("reason")) : null;
  const entry: OutboxEntry = { clientId, roomId, body, files, replyTo, createdAt, phase: "waiting" };
  return {
    entry: uploads
      ? { ...entry, phase: "uploading", uploads }
      : reason
        ? { ...entry, phase: "failed", reason }
        : entry,
    tab: typeof tab === "string" ? tab : "",
    keptAt: typeof keptAt === "number" ? keptAt : createdAt,
  };
}

function readUploads(raw: unknown): EntryUpload[] | null {
  if (!Array.isArray(raw)) return null;
  const uploads = raw.flatMap((one: unknown): EntryUpload[] => {
    if (typeof one !== "object" || one === null) return [];
    const [key, name, size] = ["key", "name", "size"].map((part): unknown => Reflect.get(one, part));
    if (typeof key !== "string" || typeof name !== "string" || typeof size !== "number") return [];
    return [{ key, name, size, file: readFile(Reflect.get(one, "file")) }];
  });
  return uploads.length === raw.length ? uploads : null;
}

/** Absent: stored before there were files. Null: not our format; without its files it would be another message. */
function readFiles(raw: unknown): MessageFile[] | null {
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) return null;
  const files = raw.flatMap((one: unknown) => readFile(one) ?? []);
  return files.length === raw.length ? files : null;
}

function readFile(raw: unknown): MessageFile | null {
  if (typeof raw !== "object" || raw === null) return null;
  const [id, name, type, size, width, height, thumb] = [
    "id",
    "name",
    "type",
    "size",
    "width",
    "height",
    "thumb",
  ].map((field): unknown => Reflect.get(raw, field));
  if (typeof id !== "number" || typeof name !== "string") return null;
  if (typeof type !== "string" || typeof size !== "number") return null;
  const file: MessageFile = { id, name, type, size };
  if (typeof width === "number") file.width = width;
  if (typeof height === "number") file.height = height;
  if (thumb === true) file.thumb = true;
  return file;
}
