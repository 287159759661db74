// What search asks of the storage: to find messages, and to keep in order the index that makes it fast.
import type { Message, SearchHit } from "../../protocol/shapes.ts";

export interface SearchQuery {
  /** Of `readWords`: a message must hold each, in its body or the name of a file. */
  words: string[];
  roomId?: number | undefined;
  authorId?: number | undefined;
  /** `createdAt` from `since` on, before `until`. */
  since?: number | undefined;
  until?: number | undefined;
  hasLink: boolean;
  hasFile: boolean;
  /** Ids below this. */
  before?: number | undefined;
  limit: number;
}

export interface FoundMessages {
  /** Of rooms that are the person's at this moment, not deleted, the newest first, at most `limit`. */
  messages: Message[];
  /** One for each message. They may take long: never on the main thread (S8). */
  hits: SearchHit[];
  /** `before` of the next page; null when nothing older is found. */
  next: number | null;
  /** The time was over before the page was full: everything from `next` on was searched (S5). */
  isPartial: boolean;
}

export interface SearchStore {
  find(userId: number, query: SearchQuery): Promise<FoundMessages>;
}

/** For the operator (S7). */
export interface SearchIndex {
  /** Compares a portion of the messages above the id `after` with the index. `next` null: that was the last. */
  check(after: number): Promise<{ checked: number; wrong: number; next: number | null }>;
  /** Empties the index; it then follows from the first message on. */
  rebuild(): Promise<void>;
  progress(): Promise<IndexProgress>;
}

export interface IndexProgress {
  /** Up to which message it has come, and which is the last. */
  indexedTo: number;
  lastId: number;
  /** How many changed since they were indexed. */
  stale: number;
  /** The number of the index in use: each rebuild has a new one. */
  table: number;
}
