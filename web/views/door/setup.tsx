import { useApp } from "../../app/app.ts";
import type { SetupInfo } from "../../net/rest.ts";
import { sayDoor } from "../../words/en/door.ts";
import { Field, Form, passwordRule, SubmitButton } from "../parts/form.tsx";

import { DoorPage } from "./door_page.tsx";
import { useEntrance } from "./use_entrance.ts";

/** The first account of a new place. */
export function Setup({ info }: { info: SetupInfo }) {
  const { rest, router } = useApp();
  const enter = useEntrance();
  const route = router.route.value;
  const secret = route.view === "setup" ? route.secret : "";
  const asksCode = info.codeNeeded && secret === "";
  const fields = ["placeName", "username", "password", ...(asksCode ? ["code"] : [])];
  return (
    <DoorPage title={sayDoor("setupTitle")} lead={sayDoor("setupLead")}>
      <Form
        fields={fields}
        needed={["username", "password", ...(asksCode ? ["code"] : [])]}
        submit={async ({ placeName = "", username = "", password = "", code = secret }) => {
          const { user } = await rest.setUp({
            username,
            password,
            ...(placeName.trim() ? { placeName } : {}),
            ...(code ? { code: code.trim() } : {}),
          });
          await enter(user);
        }}
      >
        {(form) => (
          <>
            <Field
              name="placeName"
              label={sayDoor("placeName")}
              form={form}
              autofocus
              autocomplete="organization"
              hint={sayDoor("placeHint")}
            />
            <Field
              name="username"
              label={sayDoor("yourName")}
              form={form}
              autocomplete="username"
              hint={sayDoor("nameRule")}
            />
            <Field
              name="password"
              label={sayDoor("password")}
              type="password"
              form={form}
              autocomplete="new-password"
              hint={passwordRule(info.passwordMin)}
            />
            {asksCode && (
              <Field
                name="code"
                label={sayDoor("code")}
                form={form}
                autocomplete="one-time-code"
                hint={sayDoor("codeHint")}
              />
            )}
            <SubmitButton form={form}>{sayDoor("create")}</SubmitButton>
          </>
        )}
      </Form>
    </DoorPage>
  );
}
