// Cuts the middle square out of a PNG as Bun.Image writes it: 8 bits, RGBA, not interlaced.
import { promisify } from "node:util";
import { crc32, deflate, inflate } from "node:zlib";

const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const pixel = 4;
/** A profile of Display P3 has some 550 bytes. A larger one is not worth it in a picture this small. */
const maxProfile = 4096;

/** Keeps what colours mean, and nothing else that the PNG says of itself. */
export async function cropPng(png: Uint8Array, side: number): Promise<Uint8Array<ArrayBuffer>> {
  const { chunks, head, width, height, pixels } = await readPng(png);
  const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)];
  const cut = Buffer.alloc(side * (side * pixel + 1));
  for (let y = 0; y < side; y += 1) {
    const from = ((top + y) * width + left) * pixel;
    pixels.copy(cut, y * (side * pixel + 1) + 1, from, from + side * pixel);
  }
  const size = Buffer.from(head);
  size.writeUInt32BE(side, 0);
  size.writeUInt32BE(side, 4);
  const profile = ["sRGB", "gAMA", "cHRM", "iCCP"].flatMap((type) =>
    (chunks.get(type) ?? []).filter((data) => data.length <= maxProfile).map((data) => chunk(type, data)),
  );
  const data = await promisify(deflate)(cut, { level: 1 });
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk("IHDR", size),
      ...profile,
      chunk("IDAT", data),
      chunk("IEND", Buffer.alloc(0)),
    ]),
  );
}

export async function readPng(png: Uint8Array) {
  const chunks = readChunks(Buffer.from(png));
  const [head] = chunks.get("IHDR") ?? [];
  if (!head || head.readUIntBE(8, 5) !== 0x08_06_00_00_00) throw new Error("This PNG is not plain RGBA.");
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const rows = await promisify(inflate)(Buffer.concat(chunks.get("IDAT") ?? []));
  return { chunks, head, width, height, pixels: unfilter(rows, width * pixel) };
}

function readChunks(png: Buffer): Map<string, Buffer[]> {
  const chunks = new Map<string, Buffer[]>();
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    chunks.set(type, [...(chunks.get(type) ?? []), png.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  return chunks;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** Each row begins with how it was written: as differences to the pixel before (a), above (b), or both (PNG, §9.2). */
function unfilter(rows: Buffer, rowBytes: number): Buffer {
  const height = rows.length / (rowBytes + 1);
  const out = Buffer.alloc(height * rowBytes);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (rowBytes + 1)];
    const [to, from] = [y * rowBytes, y * (rowBytes + 1) + 1];
    if (filter === 0) {
      rows.copy(out, to, from, from + rowBytes);
      continue;
    }
    for (let x = 0; x < rowBytes; x += 1) {
      const a = x < pixel ? 0 : (out[to + x - pixel] ?? 0);
      const b = y === 0 ? 0 : (out[to + x - rowBytes] ?? 0);
      const c = x < pixel || y === 0 ? 0 : (out[to + x - rowBytes - pixel] ?? 0);
      out[to + x] = (rows[from + x] ?? 0) + predict(filter, a, b, c);
    }
  }
  return out;
}

function predict(filter: number | undefined, a: number, b: number, c: number): number {
  if (filter === 1) return a;
  if (filter === 2) return b;
  if (filter === 3) return (a + b) >> 1;
  const [byA, byB, byC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (byA <= byB && byA <= byC) return a;
  return byB <= byC ? b : c;
}
