import { limits } from "../../../src/protocol/limits.ts";
import type { RoomInfo } from "../../../src/protocol/shapes.ts";
import { useApp } from "../../app/app.ts";
import { DialogBox } from "../parts/dialog_box.tsx";
import { Field, Form, SubmitButton } from "../parts/form.tsx";

export function EditRoom({ info, close }: { info: RoomInfo; close: () => void }) {
  const { rest } = useApp();
  return (
    <DialogBox title="Name and topic" close={close}>
      <Form
        class="dialog-form"
        fields={["name", "topic"]}
        submit={async ({ name = "", topic = "" }) => {
          await rest.changeRoom(info.id, { name, topic });
          close();
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
              value={info.name}
              maxLength={limits.roomNameLength}
            />
            <Field
              name="topic"
              label="Topic"
              form={form}
              autocomplete="off"
              isOptional
              value={info.topic}
              maxLength={limits.topicLength}
            />
            <div class="dialog-actions">
              <button type="button" class="button" onClick={close}>
                Cancel
              </button>
              <SubmitButton form={form}>Save</SubmitButton>
            </div>
          </>
        )}
      </Form>
    </DialogBox>
  );
}
