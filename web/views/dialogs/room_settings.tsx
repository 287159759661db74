import type { RoomInfo } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { mayManage } from "../../text/room_rights.ts";
import { Choices } from "../parts/choices.tsx";
import { DialogBox } from "../parts/dialog_box.tsx";
import { Form, SubmitButton } from "../parts/form.tsx";
import { useRoom } from "../parts/use_room.ts";

import { ConfirmBox } from "./confirm_box.tsx";
import { RoomFields } from "./room_fields.tsx";

/** Name and topic by any member; who sees it, whether it is archived and who may call everyone by its owners (G2). */
export function RoomSettings({ roomId, close }: { roomId: number; close: () => void }) {
  const { rest, notices } = useApp();
  const me = useChat().user.value;
  const room = useRoom(roomId, close);
  if (!room) return null;
  const { info } = room;
  const isOwner = mayManage(room, me);
  return (
    <DialogBox title="Room settings" close={close}>
      <Form
        class="dialog-form"
        fields={["name", "topic", "broadcasts"]}
        submit={async ({ name = "", topic = "", broadcasts }) => {
          const mine = broadcasts === "owners" ? "owners" : "members";
          await rest.changeRoom(roomId, { name, topic, ...(isOwner ? { broadcasts: mine } : {}) });
          close();
          notices.tell("Saved.");
        }}
      >
        {(form) => (
          <>
            <RoomFields form={form} info={info} />
            {isOwner && (
              <Choices
                legend="Whose @here and @everyone call people"
                name="broadcasts"
                chosen={info.broadcasts}
                choices={[
                  { value: "members", label: "Every member's" },
                  { value: "owners", label: "Only the owners'" },
                ]}
              />
            )}
            <div class="dialog-actions">
              <SubmitButton form={form}>Save</SubmitButton>
            </div>
          </>
        )}
      </Form>
      {isOwner && <GraveChanges info={info} />}
    </DialogBox>
  );
}

/** What changes who sees the room, or that it lives on: each says first what it means. */
function GraveChanges({ info }: { info: RoomInfo }) {
  const { rest, show, attempt } = useApp();
  const { id, name, kind } = info;
  const isPublic = kind === "public";
  const isArchived = info.archivedAt !== null;

  const askKind = () =>
    show((close) => (
      <ConfirmBox
        title={isPublic ? `Make ${name} private?` : `Open ${name} to everyone?`}
        text={
          isPublic
            ? "Only its members will know that it is there and read it. Others have to be added by someone in it."
            : "Everyone in this place will find it, may join it, and reads everything that was ever said in it."
        }
        action={isPublic ? "Make private" : "Make public"}
        isGrave={!isPublic}
        run={() => attempt(() => rest.changeRoom(id, { kind: isPublic ? "private" : "public" }))}
        close={close}
      />
    ));

  const askArchive = () =>
    show((close) => (
      <ConfirmBox
        title={isArchived ? `Take ${name} out of the archive?` : `Archive ${name}?`}
        text={
          isArchived
            ? "People can write in it again."
            : "It can still be read, but nobody writes, edits or reacts in it. You can take it out of the archive again."
        }
        action={isArchived ? "Take out" : "Archive"}
        run={() => attempt(() => rest.changeRoom(id, { archived: !isArchived }))}
        close={close}
      />
    ));

  return (
    <ul class="dialog-list is-apart">
      <li class="dialog-row">
        <span class="dialog-row-text">
          <span class="dialog-row-name">{isPublic ? "Public" : "Private"}</span>
          <span class="dialog-row-note">
            {isPublic ? "Everyone here can find and join it." : "Only its members know of it."}
          </span>
        </span>
        <button type="button" class="button is-small" onClick={askKind}>
          {isPublic ? "Make private" : "Make public"}
        </button>
      </li>
      <li class="dialog-row">
        <span class="dialog-row-text">
          <span class="dialog-row-name">{isArchived ? "Archived" : "In use"}</span>
          <span class="dialog-row-note">
            {isArchived ? "It can be read, nothing new is said." : "An archived room can only be read."}
          </span>
        </span>
        <button type="button" class="button is-small" onClick={askArchive}>
          {isArchived ? "Take out of the archive" : "Archive"}
        </button>
      </li>
    </ul>
  );
}
