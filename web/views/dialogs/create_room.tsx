import { limits } from "../../../src/protocol/limits.ts";
import { useApp, useChat } from "../../app/app.ts";
import { DialogBox } from "../parts/dialog_box.tsx";
import { Field, Form, SubmitButton } from "../parts/form.tsx";

export function CreateRoom({ close }: { close: () => void }) {
  const { rest, router } = useApp();
  const { core } = useChat();
  return (
    <DialogBox title="Create a room" close={close}>
      <Form
        class="dialog-form"
        fields={["name", "topic"]}
        submit={async ({ name = "", topic = "" }) => {
          const { room } = await rest.createRoom({ name, ...(topic.trim() ? { topic } : {}) });
          core.receive({ type: "room", room });
          close();
          router.go({ view: "room", roomId: room.id });
        }}
      >
        {(form) => (
          <>
            <Field
              name="name"
              label="Name"
              form={form}
              autofocus
              autocomplete="off"
              maxLength={limits.roomNameLength}
            />
            <Field
              name="topic"
              label="Topic"
              form={form}
              autocomplete="off"
              isOptional
              maxLength={limits.topicLength}
              hint="Everyone in this place can find and join the room."
            />
            <div class="dialog-actions">
              <button type="button" class="button" onClick={close}>
                Cancel
              </button>
              <SubmitButton form={form}>Create room</SubmitButton>
            </div>
          </>
        )}
      </Form>
    </DialogBox>
  );
}
