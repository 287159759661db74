import type { Person } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { Refused } from "../connection/refused.ts";
import { nameOf } from "../people/people_words.ts";
import { tAdmin } from "./words.ts";
import { Field } from "../ui/form.tsx";
import { FormDialog } from "../ui/form_dialog.tsx";

/** P3: erasing cannot be undone, so the admin types the name. */
export function ErasePerson({ person, close }: { person: Person; close: () => void }) {
  const { api, notices } = useApp();
  const { core } = useChat();
  const name = <bdi>{nameOf(person)}</bdi>;
  return (
    <FormDialog
      title={tAdmin.with("eraseTitle", { name })}
      close={close}
      action={tAdmin("erase")}
      isDanger
      lead={<p class="dialog-text">{tAdmin.with("eraseText", { name })}</p>}
      fields={["username"]}
      submit={async ({ username = "" }) => {
        if (username !== person.username)
          throw new Refused("bad_request", () => tAdmin("notTheName"), { field: "username" });
        core.meet([
          (await api("POST /users/{id}/erase", { params: { id: person.id }, body: { username } })).user,
        ]);
        notices.notify(tAdmin.localized("erased"));
      }}
    >
      {(form) => (
        <Field
          name="username"
          label={tAdmin("eraseSure", { name: person.username })}
          form={form}
          autofocus
          autocomplete="off"
        />
      )}
    </FormDialog>
  );
}
