// Sends the outbox: per room one unanswered post at a time, each until it is stored or finally refused.
import type { ClientFrame } from "../../src/protocol/client_frames.ts";
import { isPassing } from "../../src/protocol/error_codes.ts";
import type { ErrorFrame, MessageFile, ServerFrame } from "../../src/protocol/shapes.ts";
import type { Reason } from "../connection/send_failure.ts";

import {
  addEntry,
  dueEntries,
  findEntry,
  markFailed,
  markSent,
  nextRetryAt,
  noteUploads,
  postpone,
  refuseFrame,
  removeEntry,
  retryEntry,
  unsend,
  type EntryUpload,
  type Outbox,
  type OutboxEntry,
} from "./outbox.ts";

interface PostingPorts {
  /** False when there is no connection. */
  send: (frame: ClientFrame) => boolean;
  newId: () => string;
  now: () => number;
  after: (delayMs: number, run: () => void) => void;
  keep: (entry: OutboxEntry) => void;
  drop: (clientId: string) => void;
  onChange: () => void;
}

interface PostOptions {
  /** The message it answers. */
  replyTo?: number | null;
  files?: readonly MessageFile[];
  /** Instead of files, while some are still uploading: the message waits for all of them. */
  uploads?: readonly EntryUpload[];
}

const refPrefix = "post:";
const passingDelayMs = 1000;

export function createPosting(ports: PostingPorts) {
  let outbox: Outbox = [];
  let wakeAt: number | null = null;

  function set(next: Outbox): void {
    if (next === outbox) return;
    outbox = next;
    ports.onChange();
  }

  function pump(): void {
    for (const entry of dueEntries(outbox, ports.now())) sendEntry(entry);
    const retryAt = nextRetryAt(outbox);
    if (retryAt === null || retryAt === wakeAt) return;
    wakeAt = retryAt;
    ports.after(Math.max(0, retryAt - ports.now()), () => {
      wakeAt = null;
      pump();
    });
  }

  function sendEntry({ clientId, roomId, body, files, replyTo }: OutboxEntry): void {
    const frame: ClientFrame = {
      type: "post",
      roomId,
      clientId,
      body,
      replyTo,
      ref: refPrefix + clientId,
      ...(files.length > 0 ? { fileIds: files.map(({ id }) => id) } : {}),
    };
    const refusal = refuseFrame(frame);
    if (refusal !== null) fail(clientId, refusal);
    else if (ports.send(frame)) set(markSent(outbox, clientId));
  }

  function fail(clientId: string, reason: Reason): void {
    set(markFailed(outbox, clientId, reason));
    keepAgain(clientId);
  }

  function keepAgain(clientId: string): void {
    const entry = findEntry(outbox, clientId);
    if (entry) ports.keep(entry);
  }

  /** Stored, or taken back by the person. */
  function settle(clientId: string): void {
    if (!findEntry(outbox, clientId)) return;
    set(removeEntry(outbox, clientId));
    ports.drop(clientId);
  }

  function post(
    roomId: number,
    body: string,
    { replyTo = null, files = [], uploads = [] }: PostOptions = {},
  ): OutboxEntry {
    // Two in one millisecond keep their order.
    const createdAt = Math.max(ports.now(), (outbox.at(-1)?.createdAt ?? 0) + 1);
    const clientId = ports.newId();
    const facts = { clientId, roomId, body, files, replyTo, createdAt };
    const entry: OutboxEntry =
      uploads.length > 0 ? { ...facts, phase: "uploading", uploads } : { ...facts, phase: "waiting" };
    ports.keep(entry);
    set(addEntry(outbox, entry));
    pump();
    return entry;
  }

  /** Takes over a stored entry of an earlier page. */
  function adopt(entry: OutboxEntry): void {
    set(addEntry(outbox, entry));
    pump();
  }

  /** It was settled or removed elsewhere. */
  function forget(clientId: string): void {
    if (findEntry(outbox, clientId)?.phase !== "sent") set(removeEntry(outbox, clientId));
  }

  /** C6: a reply to a lost message is sent without `replyTo`. */
  function loseReplies(hasMessage: (messageId: number) => boolean): void {
    for (const { clientId, replyTo } of outbox) {
      if (replyTo === null || hasMessage(replyTo)) continue;
      set(outbox.map((entry) => (entry.clientId === clientId ? { ...entry, replyTo: null } : entry)));
      keepAgain(clientId);
    }
  }

  function retry(clientId: string): void {
    set(retryEntry(outbox, clientId));
    keepAgain(clientId);
    pump();
  }

  function setUploads(clientId: string, uploads: readonly EntryUpload[]): void {
    if (findEntry(outbox, clientId)?.phase !== "uploading") return;
    set(noteUploads(outbox, clientId, uploads));
    keepAgain(clientId);
    pump();
  }

  function takeReply(frame: ServerFrame): void {
    if ((frame.type !== "ok" && frame.type !== "error") || typeof frame.ref !== "string") return;
    if (!frame.ref.startsWith(refPrefix)) return;
    const clientId = frame.ref.slice(refPrefix.length);
    if (frame.type === "ok") settle(clientId);
    else if (isPassing(frame.code)) {
      set(postpone(outbox, clientId, ports.now() + (frame.retryAfterMs ?? passingDelayMs)));
    } else fail(clientId, reasonOf(frame, findEntry(outbox, clientId)));
    pump();
  }

  /** A reply may also refer to a missing message: then the server's own sentence is better. */
  function reasonOf(error: ErrorFrame, entry: OutboxEntry | undefined): Reason {
    const { code, message, field } = error;
    const isPlain = entry?.replyTo === null && entry.files.length === 0;
    if (code === "not_found" && isPlain) return { code: "notMember" };
    return field === undefined ? { code, message } : { code, message, field };
  }

  /** After a drop the fate of sent posts is unknown. */
  function lostConnection(): void {
    set(unsend(outbox));
  }

  return {
    outbox: () => outbox,
    pump,
    settle,
    post,
    adopt,
    forget,
    loseReplies,
    retry,
    setUploads,
    takeReply,
    lostConnection,
  };
}
