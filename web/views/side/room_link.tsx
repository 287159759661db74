import { useApp, useChat } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import type { RoomState } from "../../state/room_state.ts";
import { plural } from "../../text/names.ts";
import { limits } from "../../../src/protocol/limits.ts";

/** A room in the side: unread is weight, and a count in second ink. */
export function RoomLink({ room, isOpen }: { room: RoomState; isOpen: boolean }) {
  const { router } = useApp();
  const { outbox } = useChat();
  const { id, name } = room.info;
  const { unread } = room.tally.counts;
  const failed = outbox.value.some((entry) => entry.roomId === id && entry.phase === "failed");
  const classes = ["side-row", isOpen ? "is-selected" : "", unread > 0 ? "is-unread" : ""].filter(Boolean);
  return (
    <a
      class={classes.join(" ")}
      href={`/r/${id}`}
      aria-current={isOpen ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        router.go({ view: "room", roomId: id });
      }}
    >
      <Icon name="room" size={16} />
      <span class="side-row-name">
        <bdi>{name}</bdi>
      </span>
      {failed && (
        <span class="side-row-failed" title="A message was not sent">
          <Icon name="warning" size={16} />
          <span class="unseen">A message was not sent.</span>
        </span>
      )}
      {unread > 0 && (
        <span class="side-row-count">
          <span aria-hidden="true">{unread >= limits.unreadCap ? `${limits.unreadCap - 1}+` : unread}</span>
          <span class="unseen">{plural(unread, "unread message", "unread messages")}</span>
        </span>
      )}
    </a>
  );
}
