import { useApp } from "../app/app_context.ts";
import type { SetupInfo } from "../../src/protocol/shapes.ts";
import { tSignIn } from "./words.ts";
import { Field, Form, SubmitButton } from "../ui/form.tsx";
import { passwordRule, shortPassword } from "../ui/password_rule.ts";

import { SignInPage } from "./sign_in_page.tsx";
import { NameFields, wrongUsername } from "./name_fields.tsx";
import { useSignIn } from "./use_sign_in.ts";

/** The first run: creates the workspace and its admin account. */
export function Setup({ info }: { info: SetupInfo }) {
  const { api, router } = useApp();
  const enter = useSignIn();
  const route = router.route.value;
  const secret = route.view === "setup" ? route.secret : "";
  const asksCode = info.codeNeeded && secret === "";
  const fields = ["workspaceName", "displayName", "username", "password", ...(asksCode ? ["code"] : [])];
  return (
    <SignInPage title={tSignIn("setupTitle")} lead={tSignIn("setupLead")}>
      <Form
        fields={fields}
        needed={["workspaceName", "displayName", "username", "password", ...(asksCode ? ["code"] : [])]}
        check={({ username = "", password = "" }) => ({
          username: wrongUsername(username),
          password: shortPassword(password, info.passwordMin),
        })}
        submit={async ({
          workspaceName = "",
          displayName = "",
          username = "",
          password = "",
          code = secret,
        }) => {
          const { user } = await api("POST /setup", {
            body: {
              workspaceName,
              displayName,
              username,
              password,
              ...(code ? { code: code.trim() } : {}),
            },
          });
          await enter(user);
        }}
      >
        {(form) => (
          <>
            <Field
              name="workspaceName"
              label={tSignIn("workspaceName")}
              form={form}
              autofocus
              autocomplete="organization"
              hint={tSignIn("workspaceHint")}
            />
            <NameFields form={form} />
            <Field
              name="password"
              label={tSignIn("password")}
              type="password"
              form={form}
              autocomplete="new-password"
              hint={passwordRule(info.passwordMin)}
            />
            {asksCode && (
              <Field
                name="code"
                label={tSignIn("code")}
                form={form}
                autocomplete="one-time-code"
                hint={tSignIn("codeHint")}
              />
            )}
            <SubmitButton form={form}>{tSignIn("create")}</SubmitButton>
          </>
        )}
      </Form>
    </SignInPage>
  );
}
