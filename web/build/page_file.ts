import { brotliCompressSync, constants } from "node:zlib";

import type { PageFile } from "../../src/protocol/page_files.ts";

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
  // Compression that saves nothing is dropped.
  if (gzip.byteLength < identity.byteLength) file.gzip = gzip;
  if (br.byteLength < identity.byteLength) file.br = br;
  return file;
}

export function hashOf(bytes: Uint8Array | string): string {
  return new Bun.CryptoHasher("sha256").update(bytes).digest("base64url").slice(0, 16);
}
