import { useApp } from "../app/app_context.ts";
import { tUi } from "../ui/words.ts";

import { useEntrance } from "./use_sign_in.ts";
import { Field, Form, SubmitButton } from "../ui/form.tsx";

interface ResetFormProps {
  /** Of the one-time link. */
  secret: string;
  hint: string;
  action: string;
  class?: string;
  onDone?: () => void;
}

/** A new password by the one-time link of an administrator; signs this browser in (R8). */
export function ResetForm({ secret, hint, action, onDone, ...rest }: ResetFormProps) {
  const { api, router } = useApp();
  const enter = useEntrance();
  return (
    <Form
      fields={["password"]}
      needed={["password"]}
      submit={async ({ password = "" }) => {
        const { user } = await api("POST /reset", { body: { token: secret, password } });
        router.go({ view: "home" }, { replace: true });
        await enter(user);
        onDone?.();
      }}
      {...rest}
    >
      {(form) => (
        <>
          <Field
            name="password"
            label={tUi("newPassword")}
            type="password"
            form={form}
            autofocus
            autocomplete="new-password"
            hint={hint}
          />
          <SubmitButton form={form}>{action}</SubmitButton>
        </>
      )}
    </Form>
  );
}
