import { limits } from "../../src/protocol/limits.ts";

const side = 1024;

/** A photograph of a phone is larger than the server takes: drawn smaller here. What cannot be drawn the server judges. */
export async function fitPicture(file: Blob): Promise<Blob> {
  if (file.size <= limits.avatarBytes) return file;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, side / Math.min(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", 0.9));
  } catch {
    return file;
  }
}
