import { brotliCompressSync, constants } from "node:zlib";

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

export function createPageFile(
  identity: Uint8Array,
  { type, immutable }: { type: string; immutable: boolean },
): PageFile {
  const gzip = Bun.gzipSync(Buffer.from(identity), { level: 9 });
  const br = brotliCompressSync(identity, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: identity.byteLength,
    },
  });
  const file: PageFile = { type, etag: `"${hashOf(identity)}"`, immutable, identity };
  // What compression does not make smaller goes as it is.
  if (gzip.byteLength < identity.byteLength) file.gzip = gzip;
  if (br.byteLength < identity.byteLength) file.br = br;
  return file;
}

export function hashOf(bytes: Uint8Array | string): string {
  return new Bun.CryptoHasher("sha256").update(bytes).digest("base64url").slice(0, 16);
}
