import type { Person } from "../../../src/protocol/shapes.ts";
import { useApp } from "../../app/app.ts";
import { RestError } from "../../net/rest.ts";
import { nameOf } from "../../text/people.ts";
import { Field } from "../parts/form.tsx";
import { FormDialog } from "../parts/form_dialog.tsx";

/** P3: not to be undone, so the name is typed. */
export function ErasePerson({ person, close }: { person: Person; close: () => void }) {
  const { rest, notices } = useApp();
  const name = nameOf(person);
  return (
    <FormDialog
      title={`Erase ${name}?`}
      close={close}
      action="Erase for good"
      isGrave
      lead={
        <p class="dialog-text">
          Everything <bdi>{name}</bdi> wrote is emptied, in every room. Their reactions, mentions and names
          go, and the account is never used again. What others wrote about them stays. This cannot be undone.
        </p>
      }
      fields={["username"]}
      submit={async ({ username = "" }) => {
        if (username !== person.username)
          throw new RestError("bad_request", "This is not the name.", "username");
        await rest.erasePerson(person.id, username);
        notices.tell("The account is erased. Emptying what it wrote may take a moment.");
      }}
    >
      {(form) => (
        <Field
          name="username"
          label={`Type ${person.username} to be sure`}
          form={form}
          autofocus
          autocomplete="off"
        />
      )}
    </FormDialog>
  );
}
