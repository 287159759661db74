import { useApp, useChat } from "../app/app_context.ts";
import { tRooms } from "./words.ts";
import { Choices } from "../ui/choices.tsx";
import { FormDialog } from "../ui/form_dialog.tsx";

import { RoomFields } from "./room_fields.tsx";
import { useSameName } from "./same_name.ts";

interface CreateRoomProps {
  close: () => void;
  /** By default the new room is opened. */
  onMade?: (roomId: number) => void;
}

export function CreateRoom({ close, onMade }: CreateRoomProps) {
  const { api, router } = useApp();
  const { core } = useChat();
  const sameName = useSameName();
  return (
    <FormDialog
      title={tRooms("createTitle")}
      close={close}
      action={tRooms(sameName.isTold ? "createAnyway" : "create")}
      fields={["name", "topic", "kind"]}
      needed={["name"]}
      submit={async ({ name = "", topic = "", kind }) => {
        const { room } = await sameName.run(name, (warn) =>
          api("POST /rooms", {
            body: {
              name,
              ...(topic.trim() ? { topic } : {}),
              kind: kind === "private" ? "private" : "public",
              ...warn,
            },
          }),
        );
        core.takeRoom(room);
        if (onMade) onMade(room.id);
        else router.go({ view: "room", roomId: room.id });
      }}
    >
      {(form) => (
        <>
          <RoomFields form={form} />
          <Choices
            legend={tRooms("kindLegend")}
            name="kind"
            chosen="public"
            choices={[
              { value: "public", label: tRooms("public"), note: tRooms("publicNote") },
              { value: "private", label: tRooms("private"), note: tRooms("privateNote") },
            ]}
          />
        </>
      )}
    </FormDialog>
  );
}
