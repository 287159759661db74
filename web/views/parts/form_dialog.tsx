// A dialog that is a form: fields, Cancel, and one thing to do.
import type { ComponentChildren } from "preact";

import { DialogBox } from "./dialog_box.tsx";
import { Form, SubmitButton, type FormProps } from "./form.tsx";

export interface FormDialogProps extends Omit<FormProps, "class"> {
  title: string;
  close: () => void;
  /** What the button says. */
  action: string;
  isGrave?: boolean;
  /** Beside the form: what it is about. */
  lead?: ComponentChildren;
}

/** Closes when `submit` went through. */
export function FormDialog({
  title,
  close,
  action,
  isGrave,
  lead,
  fields,
  submit,
  children,
}: FormDialogProps) {
  return (
    <DialogBox title={title} close={close}>
      {lead}
      <Form
        class="dialog-form"
        fields={fields}
        submit={async (values) => {
          await submit(values);
          close();
        }}
      >
        {(form) => (
          <>
            {children(form)}
            <div class="dialog-actions">
              <button type="button" class="button" onClick={close}>
                Cancel
              </button>
              <SubmitButton form={form} isGrave={isGrave}>
                {action}
              </SubmitButton>
            </div>
          </>
        )}
      </Form>
    </DialogBox>
  );
}
