import { useEffect, useState } from "preact/hooks";

import { limits } from "../../../src/protocol/limits.ts";
import { useApp, useChat } from "../../app/app.ts";
import type { PlaceInfo } from "../../net/rest.ts";
import { DialogBox } from "../parts/dialog_box.tsx";
import { Field, Form, SubmitButton } from "../parts/form.tsx";

/** For administrators: what the place is called and how one joins it. */
export function PlaceSettings({ close }: { close: () => void }) {
  const { rest, attempt, notices } = useApp();
  const { core } = useChat();
  const [place, setPlace] = useState<PlaceInfo | null>(null);
  useEffect(() => void attempt(async () => setPlace((await rest.place()).place)), []);
  return (
    <DialogBox title="This place" close={close}>
      {place === null ? (
        <p class="list-note">Loading.</p>
      ) : (
        <Form
          class="dialog-form"
          fields={["name", "registration"]}
          submit={async ({ name = "", registration = "" }) => {
            const isOpen = registration === "open";
            const changed = await rest.changePlace({
              name,
              ...(place.registrationLocked ? {} : { registration: isOpen ? "open" : "invite" }),
            });
            core.renamePlace(changed.place.name);
            close();
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
              <fieldset class="choices" disabled={place.registrationLocked}>
                <legend>Who can make an account</legend>
                <Choice value="invite" chosen={place.registration} label="People with an invite link" />
                <Choice value="open" chosen={place.registration} label="Everyone who can reach this page" />
                {place.registrationLocked && <p class="hint">The server's settings decide this.</p>}
              </fieldset>
              <div class="dialog-actions">
                <button type="button" class="button" onClick={close}>
                  Cancel
                </button>
                <SubmitButton form={form}>Save</SubmitButton>
              </div>
            </>
          )}
        </Form>
      )}
    </DialogBox>
  );
}

function Choice({ value, chosen, label }: { value: string; chosen: string; label: string }) {
  return (
    <label class="choice">
      <input type="radio" name="registration" value={value} defaultChecked={value === chosen} />
      {label}
    </label>
  );
}
