// What the domain reads about files.
export interface StoredFile {
  id: number;
  roomId: number;
  uploaderId: number;
  /** Null until it is posted. */
  messageId: number | null;
  /** SHA-256 of the content, hex. */
  hash: string;
  thumbHash: string | null;
  name: string;
  type: string;
  size: number;
}

/** Bytes of one person's files. */
export interface FileUsage {
  userId: number;
  bytes: number;
  /** Of these, in no message yet. */
  unpostedBytes: number;
}

export interface FileStore {
  findFile(id: number): Promise<StoredFile | null>;
  /** Bytes of all files of this person, posted or not. */
  usage(userId: number): Promise<number>;
  /** Bytes of all files of all people. */
  totalUsage(): Promise<number>;
  /** Usage per person, the largest first, without people who use nothing. `after`: the last person of the previous page, or 0. */
  pageUsage(bounds: { after: number; limit: number }): Promise<FileUsage[]>;
  /** Those of these hashes that a file, a thumbnail or a picture of someone still has. */
  listUsed(hashes: string[]): Promise<string[]>;
}
