// A dialog with a form: fields, Cancel, and one action.
import type { ComponentChildren } from "preact";

import { tUi } from "./words.ts";

import { DialogBox } from "./dialog.tsx";
import { Form, SubmitButton, type FormProps } from "./form.tsx";

interface FormDialogProps extends Omit<FormProps, "class"> {
  title: ComponentChildren;
  close: () => void;
  /** The label of the button. */
  action: string;
  isDanger?: boolean;
  /** Above the form: an introduction. */
  lead?: ComponentChildren;
}

/** Closes after `submit` succeeded. */
export function FormDialog({
  title,
  close,
  action,
  isDanger,
  lead,
  submit,
  children,
  ...rest
}: FormDialogProps) {
  return (
    <DialogBox title={title} close={close}>
      {lead}
      <Form
        class="dialog-form"
        {...rest}
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
                {tUi("cancel")}
              </button>
              <SubmitButton form={form} isDanger={isDanger}>
                {action}
              </SubmitButton>
            </div>
          </>
        )}
      </Form>
    </DialogBox>
  );
}
