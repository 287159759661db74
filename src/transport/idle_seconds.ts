/** Seconds in which no byte moves, and the connection ends. */
export interface IdleSeconds {
  /** A handler that waits for the disk included: longer than the journal may be stuck. */
  request: number;
  /**
   * Of a file on its way. The kernel takes up to 4 MB and tells of room only by the megabyte: at 10 kB a second more than two
   * minutes pass between two signs of life (oven-sh/bun#41602). The most that Bun knows is 255.
   */
  download: number;
}

export const usualIdleSeconds: IdleSeconds = { request: 45, download: 255 };
