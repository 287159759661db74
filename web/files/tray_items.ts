// Files on their way into messages, as they are shown. What sends them comes later: upload_tray.ts.
import type { MessageFile } from "../../src/protocol/shapes.ts";
import type { Reason } from "../connection/send_failure.ts";

export interface TrayItem {
  key: string;
  /** Which composer: a room's, or that of one message's replies; or a message that waits for its files. */
  target: string;
  roomId: number;
  name: string;
  /** Bytes. */
  size: number;
  /** Of a picture: an address the page can show now. */
  preview: string | null;
  /** "offered": it came along with text and goes only if it is wanted. */
  phase: "offered" | "waiting" | "going" | "done" | "failed";
  /** Bytes. */
  sent: number;
  /** Why it failed. */
  reason: Reason | null;
  mayRetry: boolean;
  /** When it is done. */
  file: MessageFile | null;
}

export type Tray = readonly TrayItem[];

/** Where the files of a queued message stand in the tray: in no composer any more. */
export const entryPrefix = "post:";
export const entryTarget = (clientId: string) => entryPrefix + clientId;

/** Of one composer: whether all is there, and so a message may go at once. */
export function trayReady(items: Tray): boolean {
  return items.every(({ phase }) => phase === "done" || phase === "offered");
}

/** What failed is settled before the message goes. */
export function trayHasFailed(items: Tray): boolean {
  return items.some(({ phase }) => phase === "failed");
}

/** There, or on their way. */
export function trayHasFiles(items: Tray): boolean {
  return items.some(({ phase }) => phase !== "offered" && phase !== "failed");
}

/** How much of all of it is sent, from 0 to 1. */
export function trayShare(items: Tray): number {
  const [sent, size] = items.reduce(([done, all], item) => [done + item.sent, all + item.size], [0, 0]);
  return size > 0 ? sent / size : 0;
}
