// What the parts of one conversation share: the draft and what it answers, the message being edited, the way to a message.
import { effect, signal, type Signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { draftKey, type DraftKey, type Drafts } from "../client/storage/drafts.ts";

/** What stands beside the room. `isToWrite`: opened to go on with a draft. */
type Panel =
  { kind: "replies"; messageId: number; isToWrite?: boolean } | { kind: "pins" } | { kind: "details" };

/** Where it has no room beside the room but lies over it; the style sheet knows the same width. */
export const panelCovers = "(max-width: 1099px)";

interface ConversationOptions {
  roomId: number;
  drafts: Drafts;
  /** Of the panel of replies: what everything there answers, and the desk of the room around it. */
  within?: { originalId: number; room: Conversation };
}

export interface Conversation {
  /** Where what is written here is kept until it is sent. */
  target: DraftKey;
  roomId: number;
  /** Of the panel of replies: the message that all of it answers. */
  originalId: number | null;
  /** What stands in the composer. Setting it from outside writes it there. */
  draft: Signal<string>;
  keepDraft: (text: string) => void;
  /** Id of the message that the draft answers. */
  answering: Signal<number | null>;
  /** Id of the message that is being edited. */
  editing: Signal<number | null>;
  /** Key of the message whose actions are shown. */
  active: Signal<string | null>;
  /** Key of the message whose sheet is open. */
  sheet: Signal<string | null>;
  /** Something that hangs on those actions is open: they stay. */
  isHeld: boolean;
  panel: Signal<Panel | null>;
  /** Seq of the message to go to; the timeline takes it. */
  scrollTarget: Signal<number | null>;
  /** Seq of the message one has just come to. */
  reached: Signal<number | null>;
  /** Set by the timeline. */
  toEnd: () => void;
  /** Set by the timeline: leads to what was said from this moment on, in UTC ms. */
  toTime: (at: number) => void;
  /** Set by the timeline: opens my last message for editing. */
  editLast: () => void;
  /** Set by the composer. */
  focus: () => void;
}

export function createConversation({ roomId, drafts, within }: ConversationOptions): Conversation {
  const target = draftKey(roomId, within?.originalId);
  const answering = signal(within?.originalId ?? drafts.answers(target));
  if (!within) effect(() => drafts.answer(target, answering.value));
  return {
    target,
    roomId,
    originalId: within?.originalId ?? null,
    draft: signal(drafts.get(target)),
    keepDraft(text) {
      if (drafts.get(target) !== text) drafts.put(target, text);
    },
    answering,
    editing: signal(null),
    active: signal(null),
    sheet: signal(null),
    isHeld: false,
    panel: within?.room.panel ?? signal(null),
    scrollTarget: within?.room.scrollTarget ?? signal(null),
    reached: signal(null),
    toEnd() {},
    toTime() {},
    editLast() {},
    focus() {},
  };
}

export const ConversationContext = createContext<Conversation | null>(null);

export function useConversation(): Conversation {
  const conversation = useContext(ConversationContext);
  if (!conversation) throw new Error("There is no room around this view.");
  return conversation;
}

/** Goes to a message of the room; what lies over the room makes way. */
export function useJump(): (seq: number) => void {
  const conversation = useConversation();
  return (seq) => {
    if (window.matchMedia(panelCovers).matches) conversation.panel.value = null;
    conversation.scrollTarget.value = seq;
  };
}
