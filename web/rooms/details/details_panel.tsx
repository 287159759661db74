// What there is to know of a room, a little of each: what it is for, what is pinned, who is in it, its files.
import type { RoomState } from "../../client/room_state.ts";
import { tConversation } from "../../conversation/words.ts";
import { tRooms } from "../words.ts";
import { PanelFrame } from "../../conversation/panel_frame.tsx";

import { AboutFacts } from "./room_facts.tsx";
import { AboutFiles } from "./room_files.tsx";
import { AboutMembers } from "./room_members.tsx";
import { AboutPins } from "./room_pins.tsx";

export function AboutPanel({ room }: { room: RoomState }) {
  const isDirect = room.info.kind === "direct";
  return (
    <PanelFrame
      title={isDirect ? tRooms("aboutConversation") : tConversation("about")}
      returnTo="[data-opens-about]"
    >
      <div class="panel-scroll about" tabIndex={0} role="group" aria-label={tConversation("about")}>
        {!isDirect && <AboutFacts info={room.info} />}
        <AboutPins room={room} />
        <AboutMembers room={room} />
        <AboutFiles roomId={room.info.id} />
      </div>
    </PanelFrame>
  );
}
