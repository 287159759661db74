// What the page is made of, as its build hands it to the server.
export interface PageFile {
  type: string;
  etag: string;
  /** The name holds the content's hash: it may be cached for ever. */
  immutable: boolean;
  identity: Uint8Array;
  gzip?: Uint8Array;
  br?: Uint8Array;
}

/** By path: "/" is the document of every view, the rest are its files. */
export type PageFiles = Map<string, PageFile>;
