import type { RoomInfo } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import type { Input } from "../connection/api.ts";
import { mayManage } from "./room_rights.ts";
import { tUi } from "../ui/words.ts";
import { tRooms } from "./words.ts";
import { Choices } from "../ui/choices.tsx";
import { DialogBox } from "../ui/dialog.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { useRoom } from "./use_room.ts";
import { RetentionForm } from "./retention_form.tsx";

import { ConfirmBox } from "../ui/confirm_dialog.tsx";
import { RoomFields } from "./room_fields.tsx";
import { useSameName } from "./same_name.ts";

type RoomChange = Input<"PATCH /rooms/{id}">["body"];

/** Any member edits name and topic; owners decide on visibility, archive and broadcasts (G2). */
export function RoomSettings({ roomId, close }: { roomId: number; close: () => void }) {
  const { api, notices } = useApp();
  const me = useChat().user.value;
  const room = useRoom(roomId, close);
  const sameName = useSameName();
  if (!room) return null;
  const { info } = room;
  const isOwner = mayManage(room, me);
  return (
    <DialogBox title={tRooms("settingsTitle")} close={close}>
      <Form
        class="dialog-form"
        fields={["name", "topic", "broadcasts"]}
        needed={["name"]}
        submit={async ({ name = "", topic = "", broadcasts }) => {
          const mine: RoomChange = { broadcasts: broadcasts === "owners" ? "owners" : "members" };
          const changed: RoomChange = { topic, ...(isOwner ? mine : {}) };
          // An unchanged name is not sent.
          await (name === info.name
            ? api("PATCH /rooms/{id}", { params: { id: roomId }, body: changed })
            : sameName.run(name, (warn) =>
                api("PATCH /rooms/{id}", { params: { id: roomId }, body: { name, ...changed, ...warn } }),
              ));
          close();
          notices.notify(tUi.localized("saved"));
        }}
      >
        {(form) => (
          <>
            <RoomFields form={form} info={info} />
            {isOwner && (
              <Choices
                legend={tRooms("broadcasts")}
                name="broadcasts"
                chosen={info.broadcasts}
                choices={[
                  { value: "members", label: tRooms("broadcastsMembers") },
                  { value: "owners", label: tRooms("broadcastsOwners") },
                ]}
              />
            )}
            <div class="dialog-actions">
              <SubmitButton form={form}>{sameName.isTold ? tRooms("saveAnyway") : tUi("save")}</SubmitButton>
            </div>
          </>
        )}
      </Form>
      {isOwner && <RetentionForm of={roomId} />}
      {isOwner && <DangerZone info={info} />}
    </DialogBox>
  );
}

/** Changes of visibility and archive; each confirmation explains the consequences. */
function DangerZone({ info }: { info: RoomInfo }) {
  const { api, show, attempt } = useApp();
  const { id, name, kind } = info;
  const isPublic = kind === "public";
  const isArchived = info.archivedAt !== null;

  const askKind = () =>
    show((close) => (
      <ConfirmBox
        title={tRooms.with(isPublic ? "makePrivateTitle" : "makePublicTitle", { room: <bdi>{name}</bdi> })}
        text={tRooms(isPublic ? "makePrivateText" : "makePublicText")}
        action={tRooms(isPublic ? "makePrivate" : "makePublic")}
        isDanger={!isPublic}
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
        title={tRooms.with(isArchived ? "unarchiveTitle" : "archiveTitle", { room: <bdi>{name}</bdi> })}
        text={tRooms(isArchived ? "unarchiveText" : "archiveText")}
        action={tRooms(isArchived ? "unarchiveNow" : "archive")}
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
          <span class="dialog-row-name">{tRooms(isPublic ? "public" : "private")}</span>
          <span class="dialog-row-note">{tRooms(isPublic ? "publicNow" : "privateNow")}</span>
        </span>
        <button type="button" class="button is-small" onClick={askKind}>
          {tRooms(isPublic ? "makePrivate" : "makePublic")}
        </button>
      </li>
      <li class="dialog-row">
        <span class="dialog-row-text">
          <span class="dialog-row-name">{tRooms(isArchived ? "archived" : "inUse")}</span>
          <span class="dialog-row-note">{tRooms(isArchived ? "archivedNote" : "inUseNote")}</span>
        </span>
        <button type="button" class="button is-small" onClick={askArchive}>
          {tRooms(isArchived ? "unarchive" : "archive")}
        </button>
      </li>
    </ul>
  );
}
