import { useApp } from "../../app/app.ts";
import type { SetupInfo } from "../../net/rest.ts";
import { Field, Form, SubmitButton } from "../parts/form.tsx";

import { Door } from "./door.tsx";

export function SignIn({ info, isOver }: { info: SetupInfo; isOver: boolean }) {
  const { rest, enter, router } = useApp();
  const isOpen = info.registration === "open";
  return (
    <Door
      title={info.placeName}
      lead={isOver ? "Your session has ended. Sign in again; what you typed is kept." : "Sign in to talk."}
    >
      <Form
        fields={["username", "password"]}
        submit={async ({ username = "", password = "" }) =>
          enter((await rest.signIn({ username, password })).user)
        }
      >
        {(form) => (
          <>
            <Field name="username" label="Name" form={form} autofocus autocomplete="username" />
            <Field
              name="password"
              label="Password"
              type="password"
              form={form}
              autocomplete="current-password"
            />
            <SubmitButton form={form}>Sign in</SubmitButton>
          </>
        )}
      </Form>
      <p class="aside">
        {isOpen ? (
          <>
            New here?{" "}
            <button type="button" class="link" onClick={() => router.go({ view: "join", secret: "" })}>
              Create an account
            </button>
          </>
        ) : (
          "New here? Ask someone who is in for an invite link."
        )}
      </p>
    </Door>
  );
}
