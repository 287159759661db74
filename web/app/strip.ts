// The line above the composer that says how the connection is. Quiet: a blink of the line is not worth a word.
import type { Link } from "../net/connection.ts";
import { plural } from "../text/names.ts";

export interface Strip {
  text: string;
  tone: "offline" | "back";
}

export interface StripFacts {
  link: Link;
  /** The connection has been away long enough to be told. */
  isAway: boolean;
  /** It was told, and the line is back since a moment. */
  isBack: boolean;
  unsent: number;
}

export function stripOf({ link, isAway, isBack, unsent }: StripFacts): Strip | null {
  const wait = plural(unsent, "message waits", "messages wait");
  if (link === "over") return null;
  if (link !== "open") {
    return isAway
      ? { text: unsent > 0 ? `Offline. ${wait}.` : "Offline. Trying to come back.", tone: "offline" }
      : null;
  }
  if (!isBack) return null;
  return {
    text: unsent > 0 ? `Back. Sending ${plural(unsent, "message", "messages")}.` : "Back. All sent.",
    tone: "back",
  };
}
