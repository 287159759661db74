// The effects of a committed change beyond the database. Each change's module derives its effects from the change and its outcome; caches and
// the search index get them first, then domain/live acts on them. CONTRIBUTING, "Effects", has the guarantees.
import type { ReactionChange } from "../protocol/shapes.ts";
import type { StoredMessage } from "./stored_message.ts";

/**
 * A closed list of plain JSON. It means the same in any process, and twice the same as once: ids, and what every member of the room may
 * see. Never a hash, a token, an address, the actor, a socket, or a count that depends on the viewer.
 */
export type Effect =
  /** `text`: another body, or none; `marks`: everything else of it. `by`: the reactions that changed. */
  | { kind: "message"; what: "posted" | "text" | "marks"; message: StoredMessage; by?: ReactionChange[] }
  /** Much of the room changed at this rev (W12). */
  | { kind: "cut"; roomId: number; rev: number }
  /** For the person's own tabs. */
  | { kind: "saved"; userId: number; messageId: number; on: boolean }
  /** `entered`: as an admin, openly (G8). `direct`: a direct room was made of these people; it is not sent before it has a message (G1). */
  | { kind: "joined"; roomId: number; userIds: number[]; entered?: true; direct?: true }
  /** `gone`: the room was removed too, it has no members left. */
  | { kind: "left"; roomId: number; userId: number; gone?: true }
  | { kind: "role"; roomId: number; userIds: number[] }
  /** The room changed for all its members, or for these people alone. */
  | { kind: "room"; roomId: number; to: "all" | number[] }
  /** `isPublic`: everyone sees it. `inRooms`: their membership of each of their rooms changed too. `receipts`: they switched them (U6). */
  | { kind: "person"; userId: number; isPublic: boolean; inRooms: boolean; receipts: boolean }
  /** By id: a late effect must not end a session that began since. */
  | { kind: "sessionsOver"; sessionIds: number[] }
  /** It slid on (R4): for caches. */
  | { kind: "sessionUsed"; sessionId: number }
  /** The person's mark moved in these rooms; `lower`: they set it back by hand. */
  | { kind: "read"; userId: number; roomIds: number[]; lower: boolean }
  /** The settings of the workspace. */
  | { kind: "workspace" }
  /** The search index has something to do. */
  | { kind: "index" };

export type EffectOf<K extends Effect["kind"]> = Extract<Effect, { kind: K }>;
