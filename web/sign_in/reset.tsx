import type { SetupInfo } from "../../src/protocol/shapes.ts";
import { tSignIn } from "./words.ts";
import { passwordRule } from "../ui/form.tsx";
import { ResetForm } from "./reset_form.tsx";

import { SignInPage } from "./sign_in_page.tsx";

/** A new password by the one-time link of an administrator. */
export function Reset({ info, secret }: { info: SetupInfo; secret: string }) {
  return (
    <SignInPage title={info.workspaceName} lead={tSignIn("resetLead")}>
      <ResetForm secret={secret} hint={passwordRule(info.passwordMin)} action={tSignIn("resetAction")} />
    </SignInPage>
  );
}
