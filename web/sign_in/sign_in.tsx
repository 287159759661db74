import { useApp } from "../app/app_context.ts";
import type { SetupInfo } from "../../src/protocol/shapes.ts";
import { tSignIn } from "./words.ts";
import { Field, Form, SubmitButton } from "../ui/form.tsx";

import { SignInPage } from "./sign_in_page.tsx";
import { useSignIn } from "./use_sign_in.ts";

export function SignIn({ info, isOver }: { info: SetupInfo; isOver: boolean }) {
  const { api, router } = useApp();
  const enter = useSignIn();
  const isOpen = info.registration === "open";
  return (
    <SignInPage title={info.workspaceName} lead={tSignIn(isOver ? "sessionOver" : "lead")}>
      <Form
        fields={["username", "password"]}
        needed={["username", "password"]}
        submit={async ({ username = "", password = "" }) =>
          enter((await api("POST /login", { body: { username, password } })).user)
        }
      >
        {(form) => (
          <>
            <Field
              name="username"
              label={tSignIn("username")}
              form={form}
              autofocus
              autocomplete="username"
            />
            <Field
              name="password"
              label={tSignIn("password")}
              type="password"
              form={form}
              autocomplete="current-password"
            />
            <SubmitButton form={form}>{tSignIn("signIn")}</SubmitButton>
          </>
        )}
      </Form>
      <p class="form-note">
        {isOpen ? (
          <>
            {tSignIn("newHere")}{" "}
            <button type="button" class="link" onClick={() => router.go({ view: "join", secret: "" })}>
              {tSignIn("createAccount")}
            </button>
          </>
        ) : (
          tSignIn("askForInvite")
        )}
      </p>
    </SignInPage>
  );
}
