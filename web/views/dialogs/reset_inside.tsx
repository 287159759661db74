import { useApp } from "../../app/app.ts";
import { ResetForm } from "../parts/reset_form.tsx";

/** A reset link opened by someone who is signed in. */
export function ResetInside({ secret }: { secret: string }) {
  const { notices } = useApp();
  return (
    <ResetForm
      secret={secret}
      class="dialog-form"
      hint="You are signed out everywhere else."
      action="Set password"
      onDone={() => notices.tell("Your password is set. You are signed out everywhere else.")}
    />
  );
}
