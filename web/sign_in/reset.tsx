// Set a new password by a one-time link from an admin.
import type { SetupInfo } from "../../src/protocol/shapes.ts";
import { useApp } from "../app/app_context.ts";
import { Field, Form, SubmitButton } from "../ui/form.tsx";
import { passwordRule } from "../ui/password_rule.ts";
import { tUi } from "../ui/words.ts";
import { SignInPage } from "./sign_in_page.tsx";
import { useSignIn } from "./use_sign_in.ts";
import { tSignIn } from "./words.ts";

/** For a signed-out visitor. */
export function Reset({ info, secret }: { info: SetupInfo; secret: string }) {
  return (
    <SignInPage title={info.workspaceName} lead={tSignIn("resetLead")}>
      <ResetForm secret={secret} hint={passwordRule(info.passwordMin)} action={tSignIn("resetAction")} />
    </SignInPage>
  );
}

/** For a signed-in member. */
export function ResetSignedIn({ secret }: { secret: string }) {
  const { notices } = useApp();
  return (
    <ResetForm
      secret={secret}
      class="dialog-form"
      hint={tSignIn("resetHint")}
      action={tSignIn("resetSet")}
      onDone={() => notices.notify(tSignIn.localized("resetDone"))}
    />
  );
}

interface ResetFormProps {
  /** From the one-time link. */
  secret: string;
  hint: string;
  action: string;
  class?: string;
  onDone?: () => void;
}

/** Signs this browser in (R8). */
function ResetForm({ secret, hint, action, onDone, ...rest }: ResetFormProps) {
  const { api, router } = useApp();
  const enter = useSignIn();
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
