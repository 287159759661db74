import { useRef } from "preact/hooks";

import { limits } from "../../src/protocol/limits.ts";
import { mayBeUsername, suggestUsername } from "./suggest_username.ts";
import { tSignIn } from "./words.ts";
import { Field, type FormState } from "../ui/form.tsx";

/** Problems with a username that the page can see; whether it is taken only the server knows. */
export const wrongUsername = (username: string): string | null =>
  mayBeUsername(username) ? null : tSignIn("nameRule");

/** Display name and username; the username follows the display name until it is edited. */
export function NameFields({ form, autofocus }: { form: FormState; autofocus?: boolean }) {
  const suggested = useRef("");

  function suggest({ currentTarget }: { currentTarget: HTMLInputElement }): void {
    const field = currentTarget.form?.elements.namedItem("username");
    if (!(field instanceof HTMLInputElement) || field.value !== suggested.current) return;
    field.value = suggested.current = suggestUsername(currentTarget.value);
  }

  return (
    <>
      <Field
        name="displayName"
        label={tSignIn("displayName")}
        form={form}
        autocomplete="name"
        maxLength={limits.displayNameLength}
        hint={tSignIn("displayNameHint")}
        onInput={suggest}
        {...(autofocus ? { autofocus } : {})}
      />
      <Field
        name="username"
        label={tSignIn("username")}
        form={form}
        autocomplete="username"
        hint={tSignIn("nameRule")}
      />
    </>
  );
}
