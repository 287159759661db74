import { useApp } from "../app/app_context.ts";
import { tSignIn } from "./words.ts";
import { ResetForm } from "./reset_form.tsx";

/** A reset link opened by someone who is signed in. */
export function ResetSignedIn({ secret }: { secret: string }) {
  const { notices } = useApp();
  return (
    <ResetForm
      secret={secret}
      class="dialog-form"
      hint={tSignIn("resetHint")}
      action={tSignIn("resetSet")}
      onDone={() => notices.notify(tSignIn("resetDone"))}
    />
  );
}
