// The line above the composer that says how the connection is. Quiet: a blink of the line is not worth a word.
import type { Link } from "./connection.ts";
import { tConnection } from "./words.ts";

interface ConnectionBanner {
  text: string;
  tone: "offline" | "back" | "updated";
}

interface ConnectionFacts {
  link: Link;
  /** The connection has been away long enough to be told. */
  isAway: boolean;
  /** The browser says that there is no network, and nothing came over the line since. */
  isOffline: boolean;
  /** It was told, and the line is back since a moment. */
  isBack: boolean;
  /** It is the first of this page: nobody came back from anywhere. */
  isFirst: boolean;
  unsent: number;
  /** The server speaks another version of the protocol than this page (W14). */
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
