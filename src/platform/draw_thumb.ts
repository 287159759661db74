import type { DrawThumb } from "../domain/files/pictures.ts";
import { limits } from "../protocol/limits.ts";

/** Off the main thread. Bun.Image turns a picture as its EXIF says, and writes none of it. */
export const drawThumb: DrawThumb = (content) =>
  readPicture(content, async (image, { width, height }) => {
    const box = { fit: "inside", withoutEnlargement: true } as const;
    const thumb = await image().resize(limits.thumbSide, limits.thumbSide, box).webp({ quality: 80 }).bytes();
    return { width, height, thumb };
  });

/** Null for what cannot be read, or has too many pixels. */
export async function readPicture<T>(
  content: Blob,
  draw: (image: () => Bun.Image, size: { width: number; height: number }) => Promise<T>,
): Promise<T | null> {
  try {
    const image = () => new Bun.Image(content, { maxPixels: limits.picturePixels });
    const { width, height } = await image().metadata();
    if (width * height > limits.picturePixels) return null;
    return await draw(image, { width, height });
  } catch (error) {
    // It cannot be shown as a picture.
    if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_IMAGE_")) return null;
    throw error;
  }
}
