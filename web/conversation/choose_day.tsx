import { tConversationLazy } from "./lazy_words.ts";
import { Field } from "../ui/form.tsx";
import { FormDialog } from "../ui/form_dialog.tsx";

/** A day on the viewer's calendar; `jump` takes its first moment, in UTC ms. */
export function ChooseDay({ jump, close }: { jump: (at: number) => void; close: () => void }) {
  return (
    <FormDialog
      title={tConversationLazy("chooseDay")}
      fields={["day"]}
      needed={["day"]}
      action={tConversationLazy("go")}
      close={close}
      submit={async ({ day = "" }) => {
        // Without a zone the text is of the viewer's own.
        const at = Date.parse(`${day}T00:00`);
        if (!Number.isNaN(at)) jump(Math.max(0, at));
      }}
    >
      {(form) => (
        <Field
          form={form}
          name="day"
          type="date"
          label={tConversationLazy("day")}
          value={today()}
          autofocus
        />
      )}
    </FormDialog>
  );
}

/** As the field writes it: year, month and day where the viewer is. */
function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
