// Room details: topic, pins, members, files; a few of each.
import type { RoomState } from "../../client/room_state.ts";
import { tConversation } from "../../conversation/words.ts";
import { tRooms } from "../words.ts";
import { PanelFrame } from "../../conversation/panel_frame.tsx";

import { DetailsFacts } from "./room_facts.tsx";
import { DetailsFiles } from "./room_files.tsx";
import { DetailsMembers } from "./room_members.tsx";
import { DetailsPins } from "./room_pins.tsx";

export function DetailsPanel({ room }: { room: RoomState }) {
  const isDirect = room.info.kind === "direct";
  return (
    <PanelFrame
      title={isDirect ? tRooms("aboutConversation") : tConversation("about")}
      returnTo="[data-opens-details]"
    >
      <div class="panel-scroll details" tabIndex={0} role="group" aria-label={tConversation("about")}>
        {!isDirect && <DetailsFacts info={room.info} />}
        <DetailsPins room={room} />
        <DetailsMembers room={room} />
        <DetailsFiles roomId={room.info.id} />
      </div>
    </PanelFrame>
  );
}
