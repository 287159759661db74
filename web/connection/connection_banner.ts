// The line above the composer that shows the connection state. A short interruption is not reported.
import type { Link } from "./connection.ts";
import { tConnection } from "./words.ts";

interface ConnectionBanner {
  text: string;
  tone: "offline" | "back" | "updated";
}

interface ConnectionFacts {
  link: Link;
  /** Disconnected for long enough to be reported. */
  isAway: boolean;
  /** The browser reports no network, and no frame has arrived since. */
  isOffline: boolean;
  /** It was reported, and the connection has just come back. */
  isBack: boolean;
  /** The page's first connection: there is nothing to reconnect. */
  isFirst: boolean;
  unsent: number;
  /** The server's protocol version differs from the page's (W14). */
  isOutdated: boolean;
}

export function connectionBanner({
  link,
  isAway,
  isOffline,
  isBack,
  isFirst,
  unsent,
  isOutdated,
}: ConnectionFacts): ConnectionBanner | null {
  if (link === "over") return null;
  if (isOffline || link !== "open") {
    if (!isAway && !isOffline) return null;
    return {
      text: unsent > 0 ? tConnection("offlineWaits", { count: unsent }) : tConnection("offline"),
      tone: "offline",
    };
  }
  if (!isBack || (isFirst && unsent === 0))
    return isOutdated ? { text: tConnection("updated"), tone: "updated" } : null;
  return {
    text: unsent > 0 ? tConnection("backSending", { count: unsent }) : tConnection("backSent"),
    tone: "back",
  };
}
