// The port to the bytes of files. A blob is named by its content: the same bytes have the same name and are stored once. A
// blob is stored whole or not at all: a draft is outside until `keep`.

/** Content that was received, not yet stored. */
export interface Draft {
  /** SHA-256, hex. */
  hash: string;
  /** Bytes. */
  size: number;
  /** The first `headBytes` of it. */
  head: Uint8Array;
  content(): Blob;
  /** Resolves when it is on disk under its hash, safe from a crash of the machine. It may be there already. */
  keep(): Promise<void>;
  /** Removes the draft. After `keep` it does nothing. */
  drop(): Promise<void>;
}

export interface BlobStore {
  /** Reads to the end, never more at a time than one chunk. If `bytes` throws, nothing is left and the same is thrown; a full disk is `disk_full`. */
  receive(bytes: AsyncIterable<Uint8Array>): Promise<Draft>;
  /** Null when there is none. */
  open(hash: string): Promise<Blob | null>;
  /** It may be gone already. */
  remove(hash: string): Promise<void>;
  /** The hashes of all blobs, a batch at a time. */
  list(): AsyncIterable<string[]>;
}

/** Enough to tell every type by. */
export const headBytes = 4096;
