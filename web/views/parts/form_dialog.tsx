// A dialog that is a form: fields, Cancel, and one thing to do.
import type { ComponentChildren } from "preact";

import { sayParts } from "../../words/en/parts.ts";

import { DialogBox } from "./dialog_box.tsx";
import { Form, SubmitButton, type FormProps } from "./form.tsx";

export interface DialogFormProps extends Omit<FormProps, "class"> {
  close: () => void;
  /** What the button says. */
  action: string;
  isGrave?: boolean;
}

export interface FormDialogProps extends DialogFormProps {
  title: ComponentChildren;
  /** Above the form: what it is about. */
  lead?: ComponentChildren;
}

export function FormDialog({ title, lead, ...form }: FormDialogProps) {
  return (
    <DialogBox title={title} close={form.close}>
      {lead}
      <DialogForm {...form} />
    </DialogBox>
  );
}

/** Closes when `submit` went through. */
export function DialogForm({ close, action, isGrave, fields, submit, children }: DialogFormProps) {
  return (
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
              {sayParts("cancel")}
            </button>
            <SubmitButton form={form} isGrave={isGrave}>
              {action}
            </SubmitButton>
          </div>
        </>
      )}
    </Form>
  );
}
