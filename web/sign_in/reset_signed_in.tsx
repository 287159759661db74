import { useApp } from "../app/app.ts";
import { tDialogs } from "../rooms/dialog_words.ts";
import { ResetForm } from "./reset_form.tsx";

/** A reset link opened by someone who is signed in. */
export function ResetInside({ secret }: { secret: string }) {
  const { notices } = useApp();
  return (
    <ResetForm
      secret={secret}
      class="dialog-form"
      hint={tDialogs("resetHint")}
      action={tDialogs("resetSet")}
      onDone={() => notices.tell(tDialogs("resetDone"))}
    />
  );
}
