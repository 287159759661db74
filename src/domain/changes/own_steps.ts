// Steps of the server's background work. They are not acknowledged to anyone (H11).
import type { Done } from "./parts.ts";

interface Step extends Done {
  isDone: boolean;
}

export interface OwnSteps {
  /** Of an erasure (P3): a stretch of all messages, or nothing more to do. */
  eraseMore: {
    change: { userId: number };
    /** The rooms it emptied messages or took reactions in, with their new rev, which is their floor (W12). */
    outcome: Step & { rooms: { roomId: number; rev: number }[] };
  };
  /** Of retention (J2): a batch of a room's messages that are due on this day (since 1970, UTC), or nothing. */
  expire: {
    change: { roomId: number; day: number };
    /** `rev`: the room's new one, its floor; null: nothing was due. `emptied`: how many messages that were not deleted before. */
    outcome: Step & { rev: number | null; emptied: number };
  };
  /** How many unposted uploads were removed, and whether none is left (F9). */
  dropUnposted: { change: { olderThanMs: number }; outcome: Step & { dropped: number } };
  /** Of the search index (S7), after the messages, of so many at most. `isDone`: every message is in the index. */
  indexMore: { change: { limit: number; table: number }; outcome: Step };
  /** A new index under a number never used. */
  rebuildIndex: { change: { table: number }; outcome: Done };
  /** The rest of an index that is no longer in use. */
  dropIndex: { change: { table: number; isDamaged: boolean }; outcome: Done };
  /** An index of a table whose pages are damaged, by its definition (H5). */
  replaceIndex: { change: { name: string; definition: string }; outcome: Done };
}
