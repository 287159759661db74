import { useApp } from "../../app/app.ts";
import type { SetupInfo } from "../../net/rest.ts";
import { Field, Form, passwordRule, SubmitButton } from "../parts/form.tsx";

import { Door } from "./door.tsx";

/** The first account of a new place. */
export function Setup({ info }: { info: SetupInfo }) {
  const { rest, enter, router } = useApp();
  const route = router.route.value;
  const secret = route.view === "setup" ? route.secret : "";
  const asksCode = info.codeNeeded && secret === "";
  const fields = ["placeName", "username", "password", ...(asksCode ? ["code"] : [])];
  return (
    <Door title="A new place to talk" lead="Name it, and make the first account. It looks after the place.">
      <Form
        fields={fields}
        submit={async ({ placeName = "", username = "", password = "", code = secret }) => {
          const { user } = await rest.setUp({
            username,
            password,
            ...(placeName.trim() ? { placeName } : {}),
            ...(code ? { code: code.trim() } : {}),
          });
          enter(user);
        }}
      >
        {(form) => (
          <>
            <Field
              name="placeName"
              label="Name of the place"
              form={form}
              autofocus
              autocomplete="organization"
              hint="Your team's name, for instance. It can change later."
            />
            <Field name="username" label="Your name" form={form} autocomplete="username" hint={nameRule} />
            <Field
              name="password"
              label="Password"
              type="password"
              form={form}
              autocomplete="new-password"
              hint={passwordRule(info.passwordMin)}
            />
            {asksCode && (
              <Field
                name="code"
                label="One-time code"
                form={form}
                autocomplete="one-time-code"
                hint="It ends the link in the line “First account” that the server printed."
              />
            )}
            <SubmitButton form={form}>Create the place</SubmitButton>
          </>
        )}
      </Form>
    </Door>
  );
}

export const nameRule = "Letters and digits of any script, and . _ - '";
