import { useApp } from "../../app/app.ts";
import { Field, Form, SubmitButton } from "../parts/form.tsx";

/** A reset link opened by someone who is signed in. */
export function ResetInside({ secret }: { secret: string }) {
  const { rest, router, enter, notices } = useApp();
  return (
    <Form
      class="dialog-form"
      fields={["password"]}
      submit={async ({ password = "" }) => {
        const { user } = await rest.reset({ token: secret, password });
        router.go({ view: "home" }, { replace: true });
        enter(user);
        notices.tell("Your password is set. You are signed out everywhere else.");
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
            hint="You are signed out everywhere else."
          />
          <SubmitButton form={form}>Set password</SubmitButton>
        </>
      )}
    </Form>
  );
}
