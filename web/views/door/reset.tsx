import type { SetupInfo } from "../../net/rest.ts";
import { passwordRule } from "../parts/form.tsx";
import { ResetForm } from "../parts/reset_form.tsx";

import { Door } from "./door.tsx";

/** A new password by the one-time link of an administrator. */
export function Reset({ info, secret }: { info: SetupInfo; secret: string }) {
  return (
    <Door title={info.placeName} lead="Choose a new password. You are signed out everywhere else.">
      <ResetForm secret={secret} hint={passwordRule(info.passwordMin)} action="Set password and sign in" />
    </Door>
  );
}
