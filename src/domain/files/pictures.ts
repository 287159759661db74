// Pictures are drawn two at a time: one of the largest size takes some 200 MB while it is decoded.
export interface Picture {
  /** As seen: turned the way its orientation says. */
  width: number;
  height: number;
  /** WebP without metadata. */
  thumb: Uint8Array;
}

/** Null for what cannot be read as a picture or has too many pixels. Never throws for what the content is. */
export type DrawThumb = (content: Blob) => Promise<Picture | null>;

/** P6: WebP, a square of its middle, without metadata. Null as above. */
export type DrawAvatar = (content: Blob) => Promise<Uint8Array | null>;

export interface Drawing {
  drawThumb: DrawThumb;
  drawAvatar: DrawAvatar;
}

/** Both together. */
export function twoAtATime({ drawThumb, drawAvatar }: Drawing): Drawing {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function queued<T>(draw: () => Promise<T>): Promise<T> {
    // A task that ends starts the next one, so `running` stays as it is.
    if (running >= 2) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await draw();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return {
    drawThumb: (content) => queued(() => drawThumb(content)),
    drawAvatar: (content) => queued(() => drawAvatar(content)),
  };
}
