// Changes of messages and what belongs to them. Those that are `MessageWritten` move their room's rev.
import type { ReactionChange } from "../../protocol/shapes.ts";
import type { StoredMessage } from "../stored_message.ts";
import type { Actor, Done, Switched } from "./parts.ts";

/** `@name` as written, and the person, if they are a member when it is posted (M1). */
export interface NamedMention {
  name: string;
  userId: number;
}

/** `changed` false: it was so already (a retry, the same edit, a second delete): no new rev, no event. */
interface MessageWritten extends Switched {
  message: StoredMessage;
}

export interface MessageChanges {
  post: {
    change: {
      actor: Actor;
      roomId: number;
      clientId: string;
      body: string;
      replyTo: number | null;
      mentions: NamedMention[];
      /** Mine, of this room, in no message yet; in this order (F2). */
      fileIds: number[];
      /** Counts only where the room allows it to the author; `here`: everyone who is not offline now (M2). */
      broadcast: { to: "everyone" } | { to: "here"; userIds: number[] } | null;
    };
    outcome: MessageWritten;
  };
  edit: {
    change: { actor: Actor; messageId: number; editedAt: number | null; body: string };
    outcome: MessageWritten;
  };
  delete: { change: { actor: Actor; messageId: number }; outcome: MessageWritten };
  /** Many may react to one message in one transaction: it gets one new rev (W5). */
  react: {
    change: { actor: Actor; messageId: number; emoji: string; on: boolean };
    /** `by`: all changes of this message in one step, once: with the first change of it. It is empty in the others. */
    outcome: MessageWritten & { by: ReactionChange[] };
  };
  pin: { change: { actor: Actor; messageId: number; on: boolean }; outcome: MessageWritten };
  save: { change: { actor: Actor; messageId: number; on: boolean }; outcome: Switched };
  /** The bytes are on disk before. */
  addFile: {
    change: {
      actor: Actor;
      roomId: number;
      hash: string;
      thumbHash: string | null;
      name: string;
      type: string;
      size: number;
      width: number | null;
      height: number | null;
      /** What this person's files may have together, this one too (F3). */
      quotaBytes: number;
      /** Everyone's; null for no bound. */
      filesBytes: number | null;
    };
    outcome: Done & { fileId: number };
  };
}
