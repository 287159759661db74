import { useApp } from "../../app/app.ts";
import { DialogBox } from "../parts/dialog_box.tsx";
import { useRoom } from "../parts/use_room.ts";

import { LogList } from "./log_list.tsx";

/** Who came and went, and who changed what (G7). */
export function RoomLog({ roomId, close }: { roomId: number; close: () => void }) {
  const { rest } = useApp();
  const room = useRoom(roomId, close);
  if (!room) return null;
  return (
    <DialogBox title={`Log of ${room.info.name}`} close={close}>
      <LogList load={(query) => rest.roomLog(roomId, query)} empty="Nothing has been noted yet." />
    </DialogBox>
  );
}
