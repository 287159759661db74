// The port to where bytes are kept. What is kept is called by its content: the same bytes have the same name and are kept
// once. Nothing is kept half: a draft is outside until `keep`.

/** The content that was received, not yet kept. */
export interface Draft {
  /** SHA-256, hex. */
  hash: string;
  /** Bytes. */
  size: number;
  /** The first `headBytes` of it. */
  head: Uint8Array;
  content(): Blob;
  /** Resolves when it is on disk under its hash, whatever happens to the machine after. Keeping what is there already is fine. */
  keep(): Promise<void>;
  /** Forgets what was not kept. After `keep` it does nothing. */
  drop(): Promise<void>;
}

export interface FileVault {
  /** Reads to the end, never more at a time than one chunk. If `bytes` throws, nothing is left and the same is thrown; a full disk is `disk_full`. */
  receive(bytes: AsyncIterable<Uint8Array>): Promise<Draft>;
  /** Null when there is none. */
  open(hash: string): Promise<Blob | null>;
  /** Removing what is not there is fine. */
  remove(hash: string): Promise<void>;
  /** The hash of everything that is kept, a portion at a time. */
  list(): AsyncIterable<string[]>;
}

/** Enough to tell every type by. */
export const headBytes = 4096;
