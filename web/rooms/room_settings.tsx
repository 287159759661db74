import type { RoomInfo } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app.ts";
import type { Input } from "../connection/api.ts";
import { mayManage } from "./room_rights.ts";
import { sayRooms } from "./words.ts";
import { Choices } from "../ui/choices.tsx";
import { DialogBox } from "../ui/dialog.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { useRoom } from "./use_room.ts";
import { RetentionForm } from "./retention_form.tsx";

import { ConfirmBox } from "../ui/confirm_dialog.tsx";
import { RoomFields } from "./room_fields.tsx";
import { useSameName } from "./same_name.ts";

type RoomChange = Input<"PATCH /rooms/{id}">["body"];

/** Name and topic by any member; who sees it, whether it is archived and who may call everyone by its owners (G2). */
export function RoomSettings({ roomId, close }: { roomId: number; close: () => void }) {
  const { api, notices } = useApp();
  const me = useChat().user.value;
  const room = useRoom(roomId, close);
  const sameName = useSameName();
  if (!room) return null;
  const { info } = room;
  const isOwner = mayManage(room, me);
  return (
    <DialogBox title={sayRooms("settingsTitle")} close={close}>
      <Form
        class="dialog-form"
        fields={["name", "topic", "broadcasts"]}
        needed={["name"]}
        submit={async ({ name = "", topic = "", broadcasts }) => {
          const mine: RoomChange = { broadcasts: broadcasts === "owners" ? "owners" : "members" };
          const changed: RoomChange = { topic, ...(isOwner ? mine : {}) };
          // A name that stays is no news.
          await (name === info.name
            ? api("PATCH /rooms/{id}", { params: { id: roomId }, body: changed })
            : sameName.run(name, (warn) =>
                api("PATCH /rooms/{id}", { params: { id: roomId }, body: { name, ...changed, ...warn } }),
              ));
          close();
          notices.tell(sayRooms("saved"));
        }}
      >
        {(form) => (
          <>
            <RoomFields form={form} info={info} />
            {isOwner && (
              <Choices
                legend={sayRooms("broadcasts")}
                name="broadcasts"
                chosen={info.broadcasts}
                choices={[
                  { value: "members", label: sayRooms("broadcastsMembers") },
                  { value: "owners", label: sayRooms("broadcastsOwners") },
                ]}
              />
            )}
            <div class="dialog-actions">
              <SubmitButton form={form}>{sayRooms(sameName.isTold ? "saveAnyway" : "save")}</SubmitButton>
            </div>
          </>
        )}
      </Form>
      {isOwner && <RetentionForm of={roomId} />}
      {isOwner && <GraveChanges info={info} />}
    </DialogBox>
  );
}

/** What changes who sees the room, or that it lives on: each says first what it means. */
function GraveChanges({ info }: { info: RoomInfo }) {
  const { api, show, attempt } = useApp();
  const { id, name, kind } = info;
  const isPublic = kind === "public";
  const isArchived = info.archivedAt !== null;

  const askKind = () =>
    show((close) => (
      <ConfirmBox
        title={sayRooms.with(isPublic ? "makePrivateTitle" : "makePublicTitle", { room: <bdi>{name}</bdi> })}
        text={sayRooms(isPublic ? "makePrivateText" : "makePublicText")}
        action={sayRooms(isPublic ? "makePrivate" : "makePublic")}
        isGrave={!isPublic}
        run={() =>
          attempt(() =>
            api("PATCH /rooms/{id}", { params: { id }, body: { kind: isPublic ? "private" : "public" } }),
          )
        }
        close={close}
      />
    ));

  const askArchive = () =>
    show((close) => (
      <ConfirmBox
        title={sayRooms.with(isArchived ? "unarchiveTitle" : "archiveTitle", { room: <bdi>{name}</bdi> })}
        text={sayRooms(isArchived ? "unarchiveText" : "archiveText")}
        action={sayRooms(isArchived ? "unarchiveNow" : "archive")}
        run={() =>
          attempt(() => api("PATCH /rooms/{id}", { params: { id }, body: { archived: !isArchived } }))
        }
        close={close}
      />
    ));

  return (
    <ul class="dialog-list is-apart">
      <li class="dialog-row">
        <span class="dialog-row-text">
          <span class="dialog-row-name">{sayRooms(isPublic ? "public" : "private")}</span>
          <span class="dialog-row-note">{sayRooms(isPublic ? "publicNow" : "privateNow")}</span>
        </span>
        <button type="button" class="button is-small" onClick={askKind}>
          {sayRooms(isPublic ? "makePrivate" : "makePublic")}
        </button>
      </li>
      <li class="dialog-row">
        <span class="dialog-row-text">
          <span class="dialog-row-name">{sayRooms(isArchived ? "archived" : "inUse")}</span>
          <span class="dialog-row-note">{sayRooms(isArchived ? "archivedNote" : "inUseNote")}</span>
        </span>
        <button type="button" class="button is-small" onClick={askArchive}>
          {sayRooms(isArchived ? "unarchive" : "archive")}
        </button>
      </li>
    </ul>
  );
}
