import type { SetupInfo } from "../../../src/protocol/shapes.ts";
import { sayDoor } from "../../words/en/door.ts";
import { passwordRule } from "../parts/form.tsx";
import { ResetForm } from "../parts/reset_form.tsx";

import { DoorPage } from "./door_page.tsx";

/** A new password by the one-time link of an administrator. */
export function Reset({ info, secret }: { info: SetupInfo; secret: string }) {
  return (
    <DoorPage title={info.placeName} lead={sayDoor("resetLead")}>
      <ResetForm secret={secret} hint={passwordRule(info.passwordMin)} action={sayDoor("resetAction")} />
    </DoorPage>
  );
}
