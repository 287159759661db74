// A tar archive as a stream: one entry after the other, with one chunk in memory. POSIX.1-2001 (pax): names in UTF-8 of any
// length, and sizes beyond 8 GiB, stand in an extra record before the entry.

interface TarEntry {
  path: string;
  content: Uint8Array | Blob;
}

const block = 512;
/** What the old header has room for. */
const headerNameBytes = 100;
const headerMaxSize = 8 ** 11 - 1;

export async function* tarOf(entries: AsyncIterable<TarEntry>, mtimeMs: number): AsyncGenerator<Uint8Array> {
  for await (const { path, content } of entries) {
    const size = content instanceof Blob ? content.size : content.byteLength;
    const records = paxRecords(path, size);
    if (records.byteLength > 0) {
      yield header({ name: "pax", size: records.byteLength, type: "x", mtimeMs });
      yield padded(records);
    }
    yield header({ name: plainName(path), size: Math.min(size, headerMaxSize), type: "0", mtimeMs });
    if (content instanceof Blob) {
      let sent = 0;
      const chunks: AsyncIterable<Uint8Array> = content.stream();
      for await (const chunk of chunks) {
        sent += chunk.byteLength;
        yield chunk;
      }
      // Without its path, which people wrote: this goes into the log (Z1).
      if (sent !== size) throw new Error(`A file has ${sent} bytes and not ${size}.`);
    } else yield content;
    if (size % block > 0) yield new Uint8Array(block - (size % block));
  }
  yield new Uint8Array(2 * block);
}

interface Header {
  name: string;
  size: number;
  type: "0" | "x";
  mtimeMs: number;
}

function header({ name, size, type, mtimeMs }: Header): Uint8Array {
  const bytes = new Uint8Array(block);
  const put = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, "0");
  put(0, name);
  put(100, octal(0o600, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(size, 11));
  put(136, octal(Math.floor(mtimeMs / 1000), 11));
  // The sum is made with spaces in its place.
  put(148, " ".repeat(8));
  put(156, type);
  put(257, "ustar\u000000");
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\0 `);
  return bytes;
}

function plainName(path: string): string {
  const plain = path.replaceAll(/[^\x20-\x7e]/gu, "_");
  return plain.length <= headerNameBytes ? plain : plain.slice(0, headerNameBytes);
}

function paxRecords(path: string, size: number): Uint8Array {
  const records = [
    ...(plainName(path) === path ? [] : [record("path", path)]),
    ...(size <= headerMaxSize ? [] : [record("size", String(size))]),
  ];
  return new TextEncoder().encode(records.join(""));
}

/** "<length> key=value\n", where the length counts its own digits. */
function record(key: string, value: string): string {
  const rest = new TextEncoder().encode(` ${key}=${value}\n`).byteLength;
  let length = rest + String(rest).length;
  if (String(length).length > String(rest).length) length += 1;
  return `${length} ${key}=${value}\n`;
}

function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.byteLength / block) * block);
  whole.set(bytes);
  return whole;
}
