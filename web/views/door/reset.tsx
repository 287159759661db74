import { useApp } from "../../app/app.ts";
import type { SetupInfo } from "../../net/rest.ts";
import { Field, Form, passwordRule, SubmitButton } from "../parts/form.tsx";

import { Door } from "./door.tsx";

/** A new password by the one-time link of an administrator. */
export function Reset({ info, secret }: { info: SetupInfo; secret: string }) {
  const { rest, enter, router } = useApp();
  return (
    <Door title={info.placeName} lead="Choose a new password. You are signed out everywhere else.">
      <Form
        fields={["password"]}
        submit={async ({ password = "" }) => {
          const { user } = await rest.reset({ token: secret, password });
          router.go({ view: "home" }, { replace: true });
          enter(user);
        }}
      >
        {(form) => (
          <>
            <Field
              name="password"
              label="New password"
              type="password"
              form={form}
              autofocus
              autocomplete="new-password"
              hint={passwordRule(info.passwordMin)}
            />
            <SubmitButton form={form}>Set password and sign in</SubmitButton>
          </>
        )}
      </Form>
    </Door>
  );
}
