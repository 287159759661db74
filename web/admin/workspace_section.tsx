import { limits } from "../../src/protocol/limits.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { tUi } from "../ui/words.ts";
import { tAdmin } from "./words.ts";
import { Field, Form, SubmitButton } from "../ui/form.tsx";
import { SaveNote, useSave } from "../settings/setting.tsx";

/** The name of the workspace, and where it is shown. */
export function WorkspaceSection() {
  const { api } = useApp();
  const { name } = useChat().state.value.workspace;
  const { saving, save } = useSave();
  return (
    <Form
      class="dialog-form admin-form"
      fields={["name"]}
      submit={async ({ name: typed = "" }) => {
        // The refusal is shown beside the field, not beside the button.
        await api("PATCH /workspace", { body: { name: typed } });
        await save(() => Promise.resolve());
      }}
    >
      {(form) => (
        <>
          <Field
            name="name"
            label={tAdmin("workspaceName")}
            form={form}
            autocomplete="off"
            value={name}
            maxLength={limits.roomNameLength}
            hint={tAdmin("shownWhere")}
          />
          <div class="admin-submit">
            <SubmitButton form={form}>{tUi("save")}</SubmitButton>
            <SaveNote saving={saving} />
          </div>
        </>
      )}
    </Form>
  );
}
