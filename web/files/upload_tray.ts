// Files on their way into messages that are not posted yet. They belong to the place where they were added, whatever room is
// shown: the upload goes on, and stands there when one comes back. No DOM: the page plugs in how a file is sent.
import { isPassing } from "../../src/protocol/error_codes.ts";
import type { MessageFile } from "../../src/protocol/shapes.ts";
import type { SendFile } from "./send_file.ts";
import type { LocalizedText } from "../i18n/translate.ts";
import { reasonOf, Refused } from "../connection/refused.ts";
import type { Reason } from "../connection/send_failure.ts";
import { tFilesLazy } from "./lazy_words.ts";

import type { EntryUpload } from "../client/outbox.ts";
import type { Tray, TrayItem } from "./tray_items.ts";

interface TrayPorts {
  send: SendFile;
  newId: () => string;
  after: (delayMs: number, run: () => void) => void;
  /** Null before the first `hello`. */
  limits: () => { fileBytes: number; messageFiles: number } | null;
  preview: (content: Blob) => string | null;
  forgetPreview: (address: string) => void;
  /** Something to say that belongs to no item. */
  notify: (message: LocalizedText) => void;
  onChange: () => void;
}

export interface Added {
  name: string;
  content: Blob;
}

/** Two uploads in parallel: a slow one does not block the rest, and the server takes four of a person. */
const maxUploads = 2;

export type UploadTray = ReturnType<typeof createUploadTray>;

export function createUploadTray(ports: TrayPorts) {
  let items: Tray = [];
  const contents = new Map<string, Blob>();
  const goingOn = new Map<string, AbortController>();

  function set(next: Tray): void {
    items = next;
    ports.onChange();
  }

  function change(key: string, part: Partial<TrayItem>): void {
    set(items.map((item) => (item.key === key ? { ...item, ...part } : item)));
  }

  function drop(which: (item: TrayItem) => boolean): void {
    for (const { key, preview } of items.filter(which)) {
      goingOn.get(key)?.abort();
      contents.delete(key);
      if (preview !== null) ports.forgetPreview(preview);
    }
    set(items.filter((item) => !which(item)));
    pump();
  }

  /** Files that cannot be sent are reported before anything is sent. */
  function add(target: string, roomId: number, added: Added[], { isOffered = false } = {}): void {
    const most = ports.limits()?.messageFiles ?? added.length;
    const room = Math.max(0, most - items.filter((item) => item.target === target).length);
    if (added.length > room) {
      ports.notify(tFilesLazy.localized("filesLeftOut", { most, count: added.length - room }));
    }
    const fresh = added.slice(0, room).map(({ name, content }): TrayItem => {
      const key = ports.newId();
      contents.set(key, content);
      const problem = problemOf(content.size);
      return {
        key,
        target,
        roomId,
        name,
        size: content.size,
        preview: ports.preview(content),
        phase: problem ? "failed" : isOffered ? "offered" : "waiting",
        sent: 0,
        reason: problem,
        mayRetry: false,
        file: null,
      };
    });
    set([...items, ...fresh]);
    pump();
  }

  function problemOf(size: number): Reason | null {
    const most = ports.limits()?.fileBytes ?? Number.POSITIVE_INFINITY;
    if (size === 0) return { code: "fileEmpty" };
    return size > most ? { code: "fileTooLarge", most } : null;
  }

  function pump(): void {
    for (const { key, phase } of items) {
      if (goingOn.size >= maxUploads) return;
      if (phase === "waiting" && !goingOn.has(key)) void go(key);
    }
  }

  async function go(key: string): Promise<void> {
    const item = items.find((one) => one.key === key);
    const content = contents.get(key);
    if (!item || !content) return;
    const abort = new AbortController();
    goingOn.set(key, abort);
    change(key, { phase: "going", sent: 0, reason: null });
    try {
      const { roomId, name } = item;
      const onProgress = (sent: number) => change(key, { sent: Math.min(sent, item.size) });
      const file = await ports.send({ roomId, name, content }, { onProgress, signal: abort.signal });
      contents.delete(key);
      change(key, { phase: "done", sent: item.size, file });
    } catch (error) {
      if (!abort.signal.aborted) fail(key, error);
    } finally {
      goingOn.delete(key);
      pump();
    }
  }

  function fail(key: string, error: unknown): void {
    const reason = error instanceof Refused ? reasonOf(error) : { code: "fileNotSent" };
    const wait = error instanceof Refused ? error.retryAfterMs : null;
    if (wait !== null && isPassing(reason.code)) {
      // By itself, a moment later: until then it is not looked at.
      change(key, { phase: "going", sent: 0 });
      ports.after(wait, () => {
        change(key, { phase: "waiting" });
        pump();
      });
      return;
    }
    change(key, { phase: "failed", reason, mayRetry: true });
  }

  function again(key: string): void {
    change(key, { phase: "waiting", reason: null, sent: 0 });
    pump();
  }

  /** Moves files to or from a composer; files above the limit stay. */
  function move(keys: ReadonlySet<string>, to: string): void {
    const most = ports.limits()?.messageFiles ?? Infinity;
    let room = most - items.filter(({ target, key }) => target === to && !keys.has(key)).length;
    const moved = items.map((item) => {
      if (!keys.has(item.key) || (item.target !== to && room <= 0)) return item;
      room -= 1;
      return item.target === to ? item : { ...item, target: to };
    });
    const left = moved.filter(({ key, target }) => keys.has(key) && target !== to);
    set(moved);
    if (left.length === 0) return;
    drop(({ key }) => left.some((item) => item.key === key));
    ports.notify(tFilesLazy.localized("filesLeftOut", { most, count: left.length }));
  }

  /** Of an earlier time: what was there is there, the bytes of the others are gone. */
  function restore(target: string, roomId: number, uploads: readonly EntryUpload[]): void {
    if (uploads.length === 0) return;
    const back = uploads.map(({ key, name, size, file }): TrayItem => ({
      key,
      target,
      roomId,
      name,
      size,
      preview: null,
      phase: file ? "done" : "failed",
      sent: file ? size : 0,
      reason: file ? null : { code: "fileLost" },
      mayRetry: false,
      file,
    }));
    set([...items, ...back]);
  }

  return {
    items: () => items,
    add,
    move,
    restore,
    drop,
    /** What a message takes along that does not wait for its files. */
    uploadsOf: (where: string): EntryUpload[] =>
      items.flatMap(({ key, target, name, size, phase, file }) =>
        target === where && phase !== "offered" ? { key, name, size, file } : [],
      ),
    /** Takes what was offered. */
    accept: again,
    retry: again,
    /** Ends its upload, and takes it out. */
    cancel: (key: string) => drop((item) => item.key === key),
    /** The files of a message being sent; files that were only offered are dropped. */
    take(target: string): MessageFile[] {
      const files = items.flatMap((item) => (item.target === target && item.file ? item.file : []));
      drop((item) => item.target === target);
      return files;
    },
    clear: () => drop(() => true),
  };
}
