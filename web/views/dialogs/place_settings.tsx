import { useEffect, useState } from "preact/hooks";

import { limits } from "../../../src/protocol/limits.ts";
import { useApp } from "../../app/app.ts";
import type { PlaceInfo } from "../../net/rest.ts";
import { Choices } from "../parts/choices.tsx";
import { DialogBox } from "../parts/dialog_box.tsx";
import { Field } from "../parts/form.tsx";
import { DialogForm } from "../parts/form_dialog.tsx";

/** For administrators: what the place is called and how one joins it. */
export function PlaceSettings({ close }: { close: () => void }) {
  const { rest, attempt } = useApp();
  const [place, setPlace] = useState<PlaceInfo | null>(null);
  useEffect(() => void attempt(async () => setPlace((await rest.place()).place)), []);
  return (
    <DialogBox title="This place" close={close}>
      {place ? <PlaceForm place={place} close={close} /> : <p class="list-note">Loading.</p>}
    </DialogBox>
  );
}

function PlaceForm({ place, close }: { place: PlaceInfo; close: () => void }) {
  const { rest, notices } = useApp();
  return (
    <DialogForm
      close={close}
      action="Save"
      fields={["name", "registration"]}
      submit={async ({ name = "", registration = "" }) => {
        const isOpen = registration === "open";
        await rest.changePlace({
          name,
          ...(place.registrationLocked ? {} : { registration: isOpen ? "open" : "invite" }),
        });
        notices.tell("Saved.");
      }}
    >
      {(form) => (
        <>
          <Field
            name="name"
            label="Name"
            form={form}
            autofocus
            autocomplete="off"
            value={place.name}
            maxLength={limits.roomNameLength}
          />
          <Choices
            legend="Who can make an account"
            name="registration"
            chosen={place.registration}
            isDisabled={place.registrationLocked}
            choices={[
              { value: "invite", label: "People with an invite link" },
              { value: "open", label: "Everyone who can reach this page" },
            ]}
          >
            {place.registrationLocked && <p class="hint">The server's settings decide this.</p>}
          </Choices>
        </>
      )}
    </DialogForm>
  );
}
