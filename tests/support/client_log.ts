// What one client of the torture remembers, for the checker. Nothing here is judged.
import type { Counts, Message } from "../../src/protocol/shapes.ts";

interface Sent {
  clientId: string;
  roomId: number;
  body: string;
}

interface Acknowledged {
  to: "post" | "edit" | "delete";
  message: Message;
}

interface Seen {
  /** Which of its connections, from 1. */
  connection: number;
  how: "live" | "sync" | "page";
  /** The room's rev that came with it; of a page, the message's. */
  rev: number;
  message: Message;
}

export interface ClientLog {
  name: string;
  userId: number;
  sent: Sent[];
  acknowledged: Acknowledged[];
  /** Final refusals, which the torture never provokes on purpose but for `conflict` and `message_gone`. */
  refused: { type: string; code: string; text: string }[];
  seen: Seen[];
  /** What went against the protocol while it ran, in words. */
  broken: string[];
  /** At the end: the state that was folded, by room and message id. */
  folded: Map<number, Map<number, Message>>;
  /** At the end: the counts of a fresh `hello`. */
  counts: Map<number, Counts>;
}

export function emptyLog(name: string, userId: number): ClientLog {
  return {
    name,
    userId,
    sent: [],
    acknowledged: [],
    refused: [],
    seen: [],
    broken: [],
    folded: new Map(),
    counts: new Map(),
  };
}
