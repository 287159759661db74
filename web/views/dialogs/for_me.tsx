import type { NotifyLevel } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import type { SettingsChange } from "../../net/rest_rooms.ts";
import { roomName } from "../../text/people.ts";
import { muteEnds } from "../../text/until.ts";
import { Choices, Switch, type Choice } from "../parts/choices.tsx";
import { DialogBox } from "../parts/dialog_box.tsx";
import { Silence } from "../parts/silence.tsx";
import { useRoom } from "../parts/use_room.ts";
import { membersOf } from "../parts/members_of.ts";

const ofRooms: readonly (Choice & { value: NotifyLevel })[] = [
  { value: "everything", label: "Every message" },
  { value: "default", label: "Mentions of me", note: "Also @here and @everyone. The usual." },
  { value: "nothing", label: "Nothing", note: "It still counts what is new." },
  { value: "hidden", label: "Hidden", note: "It leaves my list until someone mentions me." },
];
const ofDirect: readonly (Choice & { value: NotifyLevel })[] = [
  { value: "default", label: "Every message", note: "The usual." },
  { value: "nothing", label: "Nothing", note: "It still counts what is new." },
];

/** What I have set for a room, for myself (U7). Each choice counts at once. */
export function ForMe({ roomId, close }: { roomId: number; close: () => void }) {
  const { rest, attempt } = useApp();
  const chat = useChat();
  const room = useRoom(roomId, close);
  if (!room) return null;
  const { settings, info } = room;
  const isDirect = info.kind === "direct";
  const choices = isDirect ? ofDirect : ofRooms;
  const name = roomName({ ...info, members: membersOf(room, chat.state.value) }, chat.user.value.id);

  const set = (change: SettingsChange) =>
    void attempt(async () => {
      const answer = await rest.changeRoomSettings(roomId, change);
      chat.core.receive({ type: "room", room: answer.room });
    });

  return (
    <DialogBox title={isDirect ? name : `For me in ${name}`} close={close}>
      <div class="dialog-form">
        <Switch
          name="starred"
          label="Starred"
          note={isDirect ? "Marks it in my list." : "It stands first in my list."}
          isOn={settings.starred}
          onToggle={(starred) => set({ starred })}
        />
        <Choices
          legend="Tell me about"
          name="notify"
          chosen={choices.some(({ value }) => value === settings.notify) ? settings.notify : "default"}
          choices={choices}
          onPick={(value) => {
            const picked = choices.find((choice) => choice.value === value);
            if (picked) set({ notify: picked.value });
          }}
        />
        <div class="field">
          <span class="field-name">Mute</span>
          <Silence
            label="Mute"
            until={settings.mutedUntil}
            ends={muteEnds}
            word="Muted"
            undo="Unmute"
            set={(mutedUntil) => set({ mutedUntil })}
          />
        </div>
      </div>
    </DialogBox>
  );
}
