// Thumbnails are made two at a time: one picture of the largest size takes some 200 MB while it is decoded.
export interface Picture {
  /** As seen: turned the way its orientation says. */
  width: number;
  height: number;
  /** WebP without metadata. */
  thumb: Uint8Array;
}

/** Null for what cannot be read as a picture or has too many pixels. Never throws for what the content is. */
export type DrawThumb = (content: Blob) => Promise<Picture | null>;

export function twoAtATime(draw: DrawThumb): DrawThumb {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (content) => {
    // Whoever ends hands over its turn, so `running` stays as it is.
    if (running >= 2) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await draw(content);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
