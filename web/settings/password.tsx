import { useEffect, useRef, useState } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { tUi } from "../ui/words.ts";
import { tSettings } from "./words.ts";
import { Field, Form, SubmitButton } from "../ui/form.tsx";
import { passwordRule, shortPassword } from "../ui/password_rule.ts";
import { Setting } from "./setting.tsx";

export function Password() {
  const { api } = useApp();
  const { user } = useChat();
  const [passwordMin, setPasswordMin] = useState(12);
  const [changes, setChanges] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    api("GET /setup").then(
      (info) => setPasswordMin(info.passwordMin),
      () => {},
    );
  }, []);
  // The fields are new ones then.
  useEffect(() => {
    if (changes > 0) box.current?.querySelector<HTMLElement>("[name=current]")?.focus();
  }, [changes]);
  return (
    <Setting title={tSettings("changePassword")} note={tSettings("passwordNote")}>
      <div ref={box}>
        <Form
          // What was typed is gone once it is the password.
          key={changes}
          class="dialog-form setting-form"
          fields={["current", "password"]}
          needed={["current", "password"]}
          check={({ password = "" }) => ({ password: shortPassword(password, passwordMin) })}
          submit={async ({ current = "", password = "" }) => {
            await api("POST /me/password", { body: { current, password } });
            setChanges(changes + 1);
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
                label={tSettings("currentPassword")}
                type="password"
                form={form}
                autocomplete="current-password"
              />
              <Field
                name="password"
                label={tUi("newPassword")}
                type="password"
                form={form}
                autocomplete="new-password"
                hint={passwordRule(passwordMin)}
              />
              <div class="setting-line is-start">
                <SubmitButton form={form}>{tSettings("changePassword")}</SubmitButton>
              </div>
            </>
          )}
        </Form>
      </div>
      <p class="password-note" role="status">
        {changes > 0 && <span key={changes}>{tSettings("passwordChanged")}</span>}
      </p>
    </Setting>
  );
}
