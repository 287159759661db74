import { useChat } from "../app/app_context.ts";
import type { RoomState } from "../client/room_state.ts";
import { originalOfDraft, roomOfDraft } from "../client/storage/drafts.ts";
import { roomName } from "../people/people_words.ts";
import { tMessageLists } from "./words.ts";
import { compareNames } from "../i18n/locale.ts";
import { membersOf } from "../client/direct_members.ts";
import { EmptyState } from "../ui/empty_state.tsx";

import { DraftRow } from "./draft_row.tsx";
import { ListFrame } from "./list_frame.tsx";
import { ListSkeleton } from "./list_skeleton.tsx";

/** My unsent drafts in this browser, by room; those that cannot be posted any more come last. */
export function DraftsView() {
  const { drafts, state, user } = useChat();
  const { rooms, epoch } = state.value;
  const rows = [...drafts.targets.value].map((target) => {
    const room = rooms.get(roomOfDraft(target));
    const name = room && roomName({ ...room.info, members: membersOf(room, state.value) }, user.value.id);
    return { target, room, name: name ?? "" };
  });
  rows.sort(
    (one, other) =>
      ease(other.room) - ease(one.room) ||
      compareNames(one.name, other.name) ||
      roomOfDraft(one.target) - roomOfDraft(other.target) ||
      (originalOfDraft(one.target) ?? 0) - (originalOfDraft(other.target) ?? 0),
  );
  // Before the rooms are known every draft would look like one without a room.
  const isBusy = epoch === null;
  return (
    <ListFrame title={tMessageLists("drafts")} icon="pencil" isBusy={isBusy}>
      {isBusy ? <ListSkeleton /> : rows.map((draft) => <DraftRow key={draft.target} {...draft} />)}
      {!isBusy && rows.length === 0 && (
        <EmptyState icon="pencil" title={tMessageLists("noDrafts")}>
          <p>{tMessageLists("whatDraftsAre")}</p>
        </EmptyState>
      )}
    </ListFrame>
  );
}

/** 2: can post, 1: read-only, 0: not a member. */
const ease = (room: RoomState | undefined) => (!room ? 0 : room.info.archivedAt === null ? 2 : 1);
