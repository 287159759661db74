import { useApp, useChat } from "../../app/app.ts";
import { Choices } from "../parts/choices.tsx";
import { FormDialog } from "../parts/form_dialog.tsx";

import { RoomFields } from "./room_fields.tsx";

export function CreateRoom({ close }: { close: () => void }) {
  const { rest, router } = useApp();
  const { core } = useChat();
  return (
    <FormDialog
      title="Create a room"
      close={close}
      action="Create room"
      fields={["name", "topic", "kind"]}
      submit={async ({ name = "", topic = "", kind }) => {
        const { room } = await rest.createRoom({
          name,
          ...(topic.trim() ? { topic } : {}),
          kind: kind === "private" ? "private" : "public",
        });
        core.receive({ type: "room", room });
        router.go({ view: "room", roomId: room.id });
      }}
    >
      {(form) => (
        <>
          <RoomFields form={form} />
          <Choices
            legend="Who sees it"
            name="kind"
            chosen="public"
            choices={[
              {
                value: "public",
                label: "Public",
                note: "Everyone in this place can find it, join it and read all of it.",
              },
              {
                value: "private",
                label: "Private",
                note: "Only who is added knows of it and reads all of it.",
              },
            ]}
          />
        </>
      )}
    </FormDialog>
  );
}
