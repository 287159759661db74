// Small pictures of every kind that is shown, made here: their left half is red, so that a turned one is seen.
import { readPng } from "../../src/platform/crop_png.ts";

export function bmp(width: number, height: number): Uint8Array<ArrayBuffer> {
  const row = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + row * height);
  bytes.write("BM");
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 54 + y * row + x * 3;
      bytes[at] = x % 256;
      bytes[at + 1] = y % 256;
      bytes[at + 2] = x < width / 2 ? 255 : 0;
    }
  }
  return new Uint8Array(bytes);
}

type Format = "png" | "jpeg" | "webp";

export async function picture(
  format: Format,
  width: number,
  height: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Bun.Image(bmp(width, height))[format]().bytes());
}

/** What no thumbnail may hold. */
export const secretLocation = "SECRET-GPS-PLACE";

/** The JPEG with an EXIF orientation (1 to 8) and a place. */
export function withExif(jpeg: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = [
    0x49,
    0x49,
    0x2a,
    0,
    8,
    0,
    0,
    0,
    1,
    0,
    0x12,
    1,
    3,
    0,
    1,
    0,
    0,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const exif = Buffer.concat([Buffer.from("Exif\0\0"), Buffer.from(tiff), Buffer.from(secretLocation)]);
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]));
}

/** The PNG as if it had these many pixels: what a decoder would make room for. */
export function asBomb(png: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(Bun.hash.crc32(bytes.subarray(12, 29)), 29);
  return new Uint8Array(bytes);
}

/** One pixel, two frames. */
export const gif = Uint8Array.fromBase64(
  "R0lGODlhAQABAPAAAP8AAAAAACH/C05FVFNDQVBFMi4wAwEAAAAh+QQACgAAACwAAAAAAQABAAACAkQBACH5BAAKAAAALAAAAAABAAEAAAICRAEAOw==",
);

export const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

export async function pixelsOf(content: Uint8Array) {
  const { width, height, pixels } = await readPng(await new Bun.Image(content).png().bytes());
  const at = (x: number, y: number) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray((y * width + x) * 4);
    return { red, green, blue, alpha };
  };
  return { width, height, at };
}
