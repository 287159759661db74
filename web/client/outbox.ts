// Messages that were typed and are not known to be stored. Pure: the core sends, storage keeps.
import { limits } from "../../src/protocol/limits.ts";
import type { MessageFile } from "../../src/protocol/shapes.ts";
import type { Reason } from "../connection/send_failure.ts";

/** A file of a message that waits for its files. */
export interface EntryUpload {
  /** In the tray. */
  key: string;
  name: string;
  /** Bytes. */
  size: number;
  /** Set once it is uploaded. */
  file: MessageFile | null;
}

export interface OutboxEntry {
  clientId: string;
  roomId: number;
  body: string;
  /** All of them uploaded (F2). */
  files: readonly MessageFile[];
  /** The message it answers (N1). */
  replyTo: number | null;
  /** By this client's clock; only orders its own entries. */
  createdAt: number;
  /** "uploading": waits until all of `uploads` are there. */
  phase: "uploading" | "waiting" | "sent" | "failed";
  /** While it uploads: all its files, in order. */
  uploads?: readonly EntryUpload[];
  /** Waits after a temporary error, until this time. */
  retryAt?: number;
  /** Why it failed. */
  reason?: Reason;
}

export type Outbox = readonly OutboxEntry[];

export function addEntry(outbox: Outbox, entry: OutboxEntry): Outbox {
  if (outbox.some(({ clientId }) => clientId === entry.clientId)) return outbox;
  return [...outbox, entry].sort((one, other) => one.createdAt - other.createdAt);
}

export function removeEntry(outbox: Outbox, clientId: string): Outbox {
  return outbox.some((entry) => entry.clientId === clientId)
    ? outbox.filter((entry) => entry.clientId !== clientId)
    : outbox;
}

export function findEntry(outbox: Outbox, clientId: string): OutboxEntry | undefined {
  return outbox.find((entry) => entry.clientId === clientId);
}

export function markSent(outbox: Outbox, clientId: string): Outbox {
  return change(outbox, clientId, (entry) => without(entry, "sent"));
}

/** Final errors: the person decides. */
export function markFailed(outbox: Outbox, clientId: string, reason: Reason): Outbox {
  return change(outbox, clientId, (entry) => ({ ...without(entry, "failed"), reason }));
}

/** Temporary errors: retried after a while. */
export function postpone(outbox: Outbox, clientId: string, retryAt: number): Outbox {
  return change(outbox, clientId, (entry) => ({ ...without(entry, "waiting"), retryAt }));
}

export function retryEntry(outbox: Outbox, clientId: string): Outbox {
  return change(outbox, clientId, (entry) => without(entry, "waiting"));
}

/** The state of its uploads; once all are there it waits to be sent. */
export function noteUploads(outbox: Outbox, clientId: string, uploads: readonly EntryUpload[]): Outbox {
  return change(outbox, clientId, (entry) => {
    if (entry.phase !== "uploading") return entry;
    const files = uploads.flatMap(({ file }) => file ?? []);
    const isThere = files.length === uploads.length;
    return isThere ? { ...without(entry, "waiting"), files } : { ...entry, uploads };
  });
}

/** After a drop the fate of sent posts is unknown: they are sent again with the same `clientId` (D4). */
export function unsend(outbox: Outbox): Outbox {
  return outbox.map((entry) => (entry.phase === "sent" ? without(entry, "waiting") : entry));
}

/** The entries to send now: per room the oldest waiting one, unless another is unanswered. */
export function dueEntries(outbox: Outbox, now: number): OutboxEntry[] {
  const busyRooms = new Set(outbox.filter(({ phase }) => phase === "sent").map(({ roomId }) => roomId));
  const due: OutboxEntry[] = [];
  for (const entry of outbox) {
    if (entry.phase !== "waiting" || busyRooms.has(entry.roomId)) continue;
    busyRooms.add(entry.roomId);
    if ((entry.retryAt ?? 0) <= now) due.push(entry);
  }
  return due;
}

/** When the next postponed entry falls due, or null. */
export function nextRetryAt(outbox: Outbox): number | null {
  const times = outbox.flatMap(({ phase, retryAt }) => (phase === "waiting" && retryAt ? [retryAt] : []));
  return times.length === 0 ? null : Math.min(...times);
}

const encoder = new TextEncoder();

/** D7: why this frame must not be sent, or null. A larger frame would close the socket. */
export function refuseFrame(frame: { body: string }): Reason | null {
  if (frame.body.length > limits.bodyLength) {
    return { code: "messageTooLong", length: frame.body.length, most: limits.bodyLength };
  }
  const isTooLarge = encoder.encode(JSON.stringify(frame)).byteLength > limits.frameBytes;
  return isTooLarge ? { code: "messageTooLarge" } : null;
}

function change(outbox: Outbox, clientId: string, alter: (entry: OutboxEntry) => OutboxEntry): Outbox {
  return outbox.map((entry) => (entry.clientId === clientId ? alter(entry) : entry));
}

function without(entry: OutboxEntry, phase: OutboxEntry["phase"]): OutboxEntry {
  const { clientId, roomId, body, files, replyTo, createdAt } = entry;
  return { clientId, roomId, body, files, replyTo, createdAt, phase };
}
