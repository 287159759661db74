import type { DrawAvatar } from "../domain/files/pictures.ts";
import { readPicture } from "./draw_thumb.ts";
import { cropPng } from "./crop_png.ts";
import { limits } from "../protocol/limits.ts";

const side = limits.avatarSide;
/** A strip that is longer than this is squeezed, lest a line of one pixel's height grow without end. */
const longest = 16 * side;

/** Bun.Image cannot cut, and writes plain RGBA: the picture is made small as a PNG, cut there, and drawn again as WebP. */
export const drawAvatar: DrawAvatar = (content) =>
  readPicture(content, async (image, { width, height }) => {
    const scale = side / Math.min(width, height);
    const [wide, high] = [width, height].map((length) => Math.min(longest, Math.round(length * scale)));
    const small = await image()
      .resize(Math.max(side, wide ?? side), Math.max(side, high ?? side))
      .png({ compressionLevel: 0 })
      .bytes();
    return new Bun.Image(await cropPng(small, side)).webp({ quality: 80 }).bytes();
  });
