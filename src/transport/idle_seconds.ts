/** After so many seconds without a byte the connection ends. */
export interface IdleSeconds {
  /** A handler that waits for the disk included: longer than the journal may be stuck. */
  request: number;
  /**
   * Of a download. The kernel buffers up to 4 MB and reports free space only by the megabyte: at 10 kB a second more than two
   * minutes pass between two signs of life (oven-sh/bun#41602). Bun's maximum is 255.
   */
  download: number;
}

export const usualIdleSeconds: IdleSeconds = { request: 45, download: 255 };
