import { useEffect, useState } from "preact/hooks";

import { useApp, useChat } from "../../app/app.ts";
import { Field, passwordRule } from "../parts/form.tsx";
import { FormDialog } from "../parts/form_dialog.tsx";

export function ChangePassword({ close }: { close: () => void }) {
  const { rest, notices } = useApp();
  const { user } = useChat();
  const [passwordMin, setPasswordMin] = useState(12);
  useEffect(() => {
    rest.setupInfo().then(
      (info) => setPasswordMin(info.passwordMin),
      () => {},
    );
  }, []);
  return (
    <FormDialog
      title="Change password"
      close={close}
      action="Change password"
      fields={["current", "password"]}
      submit={async ({ current = "", password = "" }) => {
        await rest.changePassword({ current, password });
        notices.tell("Your password is changed. Your other sessions have ended.");
      }}
    >
      {(form) => (
        <>
          {/* So that a password manager knows whose it is. */}
          <input
            class="unseen"
            name="username"
            autocomplete="username"
            value={user.value.username}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
          <Field
            name="current"
            label="Current password"
            type="password"
            form={form}
            autofocus
            autocomplete="current-password"
          />
          <Field
            name="password"
            label="New password"
            type="password"
            form={form}
            autocomplete="new-password"
            hint={passwordRule(passwordMin)}
          />
        </>
      )}
    </FormDialog>
  );
}
