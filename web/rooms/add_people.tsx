import { useState } from "preact/hooks";

import { limits } from "../../src/protocol/limits.ts";
import type { Person } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { tUi } from "../ui/words.ts";
import { tRooms } from "./words.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { PeoplePicker } from "../people/people_picker.tsx";
import { useRoom } from "./use_room.ts";

/** Add people to a public or private room (G2, G3). */
export function AddPeople({ roomId, close }: { roomId: number; close: () => void }) {
  const { api, attempt, notices } = useApp();
  const room = useRoom(roomId, close);
  const [chosen, setChosen] = useState<Person[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  if (!room) return null;

  async function add(): Promise<void> {
    if (isBusy || chosen.length === 0) return;
    setIsBusy(true);
    const userIds = chosen.map(({ id }) => id);
    const isDone = await attempt(() =>
      api("POST /rooms/{id}/members", { params: { id: roomId }, body: { userIds } }),
    );
    setIsBusy(false);
    if (!isDone) return;
    close();
    notices.notify(tRooms.localized("added", { count: userIds.length }));
  }

  return (
    <DialogBox title={tRooms.with("addTitle", { room: <bdi>{room.info.name}</bdi> })} close={close}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <PeoplePicker
          label={tRooms("addWho")}
          chosen={chosen}
          change={setChosen}
          max={limits.maxMembersAdded}
          notInRoomId={roomId}
        />
        <p class="hint">{tRooms("addHint")}</p>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={close}>
            {tUi("cancel")}
          </button>
          <button type="submit" class="button is-main" disabled={chosen.length === 0} aria-disabled={isBusy}>
            {tRooms("add")}
          </button>
        </div>
      </form>
    </DialogBox>
  );
}
