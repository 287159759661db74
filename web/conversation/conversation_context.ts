// The shared state of one conversation: the draft and the message it answers, the edited message, the scroll target.
import { effect, signal, type Signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { draftKey, type DraftKey, type Drafts } from "../client/storage/drafts.ts";

/** The open side panel. `isToWrite`: opened to continue a draft. */
type Panel =
  { kind: "replies"; messageId: number; isToWrite?: boolean } | { kind: "pins" } | { kind: "details" };

/** Where the panel covers the room instead of standing next to it; the style sheet has the same width. */
export const panelCovers = "(max-width: 1099px)";

interface ConversationOptions {
  roomId: number;
  drafts: Drafts;
  /** For the replies panel: the message that everything in it answers, and the conversation of the room. */
  within?: { originalId: number; room: Conversation };
}

export interface Conversation {
  /** The key under which the draft is stored until it is sent. */
  target: DraftKey;
  roomId: number;
  /** In the replies panel: the message that everything in it answers. */
  originalId: number | null;
  /** The text of the composer. Setting it writes it into the field. */
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
  /** A menu of those actions is open: they stay. */
  isHeld: boolean;
  panel: Signal<Panel | null>;
  /** Seq of the message to scroll to; the timeline takes it. */
  scrollTarget: Signal<number | null>;
  /** Seq of the message that was just scrolled to. */
  reached: Signal<number | null>;
  /** Set by the timeline. */
  toEnd: () => void;
  /** Set by the timeline: scrolls to the first message since this time, in UTC ms. */
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
