import { useState } from "preact/hooks";

import { limits } from "../../src/protocol/limits.ts";
import type { Person } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { tUi } from "../ui/words.ts";
import { tRooms } from "./words.ts";
import { DialogBox } from "../ui/dialog.tsx";
import { PeoplePicker } from "../people/people_picker.tsx";
import { useOpenDirect } from "../people/use_open_direct.ts";

/** Choose people and open their direct room, new or existing (G1). */
export function NewDirect({ close }: { close: () => void }) {
  const me = useChat().user.value;
  const openDirect = useOpenDirect();
  const [chosen, setChosen] = useState<Person[]>([]);
  const hasMe = chosen.some(({ id }) => id === me.id);
  return (
    <DialogBox title={tRooms("directTitle")} close={close}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen.length > 0) void openDirect(chosen.map(({ id }) => id));
        }}
      >
        <PeoplePicker
          label={tRooms("directTo")}
          chosen={chosen}
          change={setChosen}
          max={limits.directPeople - (hasMe ? 0 : 1)}
          allowsMe
        />
        <p class="hint">{tRooms("directHint", { max: limits.directPeople })}</p>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={close}>
            {tUi("cancel")}
          </button>
          <button type="submit" class="button is-main" disabled={chosen.length === 0}>
            {tRooms("directWrite")}
          </button>
        </div>
      </form>
    </DialogBox>
  );
}
