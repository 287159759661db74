import { useState } from "preact/hooks";

import type { NotifyLevel } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import type { Input } from "../connection/api.ts";
import { roomName } from "../people/people_words.ts";
import { muteEnds } from "../settings/expiry_choices.ts";
import { tRooms } from "./words.ts";
import { Choices, Switch, type Choice } from "../ui/choices.tsx";
import { DialogBox } from "../ui/dialog.tsx";
import { DndButtons } from "../notifications/dnd.tsx";
import { useRoom } from "./use_room.ts";
import { membersOf } from "../client/direct_members.ts";

type Level = Choice & { value: NotifyLevel };

function levelsOf({ isDirect }: { isDirect: boolean }): readonly Level[] {
  const nothing: Level = {
    value: "nothing",
    label: tRooms("notifyNothing"),
    note: tRooms("notifyNothingNote"),
  };
  if (isDirect) return [{ value: "default", label: tRooms("notifyAll"), note: tRooms("usual") }, nothing];
  return [
    { value: "everything", label: tRooms("notifyAll") },
    { value: "default", label: tRooms("notifyMentions"), note: tRooms("notifyMentionsNote") },
    nothing,
    { value: "hidden", label: tRooms("notifyHidden"), note: tRooms("notifyHiddenNote") },
  ];
}

type SettingsChange = Input<"PATCH /rooms/{id}/settings">["body"];

/** My own settings for a room (U7). Each choice is saved at once. */
export function RoomPreferences({ roomId, close }: { roomId: number; close: () => void }) {
  const { api, attempt } = useApp();
  const chat = useChat();
  const room = useRoom(roomId, close);
  /** Counts refusals: a new key redraws the choices with their stored values. */
  const [refusals, setRefusals] = useState(0);
  if (!room) return null;
  const { settings, info } = room;
  const isDirect = info.kind === "direct";
  const choices = levelsOf({ isDirect });
  const name = roomName({ ...info, members: membersOf(room, chat.state.value) }, chat.user.value.id);

  async function change(change: SettingsChange): Promise<void> {
    const isDone = await attempt(async () => {
      const answer = await api("PATCH /rooms/{id}/settings", { params: { id: roomId }, body: change });
      chat.core.takeRoom(answer.room);
    });
    if (!isDone) setRefusals((count) => count + 1);
  }
  const set = (wanted: SettingsChange) => void change(wanted);

  return (
    <DialogBox
      title={isDirect ? <bdi>{name}</bdi> : tRooms.with("notificationsTitle", { room: <bdi>{name}</bdi> })}
      close={close}
    >
      <div class="dialog-form" key={refusals}>
        <Switch
          name="starred"
          label={tRooms("starred")}
          note={tRooms(isDirect ? "starredDirect" : "starredRoom")}
          isOn={settings.starred}
          onToggle={(starred) => set({ starred })}
        />
        <Choices
          legend={tRooms("notifyMe")}
          name="notify"
          chosen={choices.some(({ value }) => value === settings.notify) ? settings.notify : "default"}
          choices={choices}
          onPick={(value) => {
            const picked = choices.find((choice) => choice.value === value);
            if (picked) set({ notify: picked.value });
          }}
        />
        <div class="field">
          <span class="field-name">{tRooms("mute")}</span>
          <DndButtons
            label={tRooms("mute")}
            until={settings.mutedUntil}
            ends={muteEnds}
            word={tRooms("muted")}
            undo={tRooms("unmute")}
            set={(mutedUntil) => set({ mutedUntil })}
          />
        </div>
      </div>
    </DialogBox>
  );
}
