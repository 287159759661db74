/** `URL.parse`, for browsers older than it: it came with Chrome 126, Firefox 126 and Safari 18. */
export function parseUrl(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
