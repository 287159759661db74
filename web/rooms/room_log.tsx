import { useApp } from "../app/app_context.ts";
import { tRooms } from "./words.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { useRoom } from "./use_room.ts";

import { LogList } from "./log_list.tsx";

/** Who joined, left and changed what in a room (G7). */
export function RoomLog({ roomId, close }: { roomId: number; close: () => void }) {
  const { api } = useApp();
  const room = useRoom(roomId, close);
  if (!room) return null;
  return (
    <DialogBox title={tRooms.with("logTitle", { room: <bdi>{room.info.name}</bdi> })} close={close}>
      <LogList
        label={tRooms("logTitle", { room: room.info.name })}
        load={(query) => api("GET /rooms/{id}/log", { params: { id: roomId }, query })}
        empty={tRooms("logEmpty")}
      />
    </DialogBox>
  );
}
