// Members who joined, left, or changed their role: shown for a moment, not stored (the room's log has it).
import { signal } from "@preact/signals";
import type { ComponentChild, ComponentChildren } from "preact";

import type { Author, ServerFrame } from "../../src/protocol/shapes.ts";
import { tConversation } from "./words.ts";

import type { After } from "../app/timers.ts";

interface MemberNoticeLine {
  id: number;
  roomId: number;
  who: Author;
  says: MemberNotice;
}

type MemberNotice = "newsGone" | "newsEntered" | "newsOwner" | "newsMember" | "newsIn";
type MemberFrame = Extract<ServerFrame, { type: "member" }>;

const shownMs = 8000;
/** An admin who joined should not be missed. */
const enteredMs = 60_000;
const maxLines = 3;

export function createMemberNotices({ after }: { after: After }) {
  const lines = signal<readonly MemberNoticeLine[]>([]);
  let lastId = 0;

  function dismiss(id: number): void {
    lines.value = lines.value.filter((line) => line.id !== id);
  }

  return {
    lines,
    dismiss,
    /** `wasIn`: known to have been in the room before. */
    hear(frame: MemberFrame, { wasIn }: { wasIn: boolean }): void {
      const id = (lastId += 1);
      const line = { id, roomId: frame.roomId, who: frame.user, says: noticesOf(frame, wasIn) };
      const others = lines.value.filter(({ roomId }) => roomId !== frame.roomId);
      const ofRoom = lines.value.filter(({ roomId }) => roomId === frame.roomId);
      lines.value = [...others, ...ofRoom.slice(1 - maxLines), line];
      after(frame.entered ? enteredMs : shownMs, () => dismiss(id));
    },
  };
}

export function noticesOf(
  { role, entered }: Pick<MemberFrame, "role" | "entered">,
  wasIn: boolean,
): MemberNotice {
  if (role === null) return "newsGone";
  if (entered) return "newsEntered";
  if (role === "owner") return "newsOwner";
  return wasIn ? "newsMember" : "newsIn";
}

/** The whole sentence, with the name as an element. */
export function memberNoticeText(
  { says }: Pick<MemberNoticeLine, "says">,
  who: ComponentChild,
): ComponentChildren[] {
  return tConversation.with(says, { who });
}
