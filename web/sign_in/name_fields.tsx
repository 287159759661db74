import { useRef } from "preact/hooks";

import { limits } from "../../src/protocol/limits.ts";
import { mayBeUsername, suggestUsername } from "./suggest_username.ts";
import { tSignIn } from "./words.ts";
import { Field, type FormState } from "../ui/form.tsx";

/** What is seen to be wrong with a username here; who else is called so the server says. */
export const wrongUsername = (username: string): string | null =>
  mayBeUsername(username) ? null : tSignIn("nameRule");

/** How one is called, and what one signs in with: made of the first until one writes another. */
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
        label={tSignIn("yourName")}
        form={form}
        autocomplete="name"
        maxLength={limits.displayNameLength}
        hint={tSignIn("yourNameHint")}
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
