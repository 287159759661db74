import { limits } from "../../../src/protocol/limits.ts";
import { useApp, useChat } from "../../app/app.ts";
import { Switch } from "../parts/choices.tsx";
import { Field } from "../parts/form.tsx";
import { FormDialog } from "../parts/form_dialog.tsx";

export function MyProfile({ close }: { close: () => void }) {
  const { rest } = useApp();
  const me = useChat().user.value;
  return (
    <FormDialog
      title="My profile"
      close={close}
      action="Save"
      fields={["displayName", "receipts"]}
      submit={({ displayName = "", receipts }) =>
        rest.changeProfile({ displayName, receipts: receipts === "on" })
      }
    >
      {(form) => (
        <>
          <Field
            name="displayName"
            label="Name to show"
            form={form}
            autofocus
            autocomplete="name"
            value={me.displayName}
            maxLength={limits.displayNameLength}
            hint={
              <>
                You sign in as <bdi>{me.username}</bdi>; people mention you by that name.
              </>
            }
          />
          <Switch
            name="receipts"
            label="Show how far I have read"
            note="In direct rooms, and both ways: switched off, you do not see it of others either."
            isOn={me.receipts}
          />
        </>
      )}
    </FormDialog>
  );
}
