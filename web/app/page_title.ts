import type { ClientState } from "../client/client_state.ts";
import { writeNumber } from "../i18n/locale.ts";

import { titleShare } from "../notifications/should_notify.ts";
import { roomName } from "../people/people_words.ts";
import { isHidden } from "../client/room_lists.ts";

/** "(3) harbour · The workspace": how much is new in what is not to be quiet, and where one is: in a room, else as `view` says. */
export function pageTitle(state: ClientState, openId: number | null, now: number, view = ""): string {
  const { rooms, workspace, people, me } = state;
  let fresh = 0;
  for (const { info, settings, counter } of rooms.values()) {
    // Nothing is counted that the list of rooms does not show.
    if (info.archivedAt !== null || isHidden({ settings, counter })) continue;
    fresh += titleShare({ kind: info.kind, ...settings, ...counter.counts }, now);
  }
  const open = openId === null ? undefined : rooms.get(openId);
  const members = open?.memberIds?.flatMap((id) => people.get(id) ?? []);
  const where = open ? roomName({ ...open.info, members }, me?.id ?? 0) : view;
  const name = [where, workspace.name].filter(Boolean).join(" · ") || "Confab";
  return fresh > 0 ? `(${writeNumber(fresh)}) ${name}` : name;
}
