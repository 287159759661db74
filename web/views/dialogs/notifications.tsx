import { useState } from "preact/hooks";

import type { QuietHours } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";
import { silenceEnds } from "../../text/until.ts";
import { Switch } from "../parts/choices.tsx";
import { DialogBox } from "../parts/dialog_box.tsx";
import { Field, Form, SubmitButton } from "../parts/form.tsx";
import { SelectField } from "../parts/select_field.tsx";
import { Silence } from "../parts/silence.tsx";

/** When I am told of something, and when not (P4). */
export function Notifications({ close }: { close: () => void }) {
  const { rest, attempt } = useApp();
  const me = useChat().user.value;
  return (
    <DialogBox title="Notifications" close={close}>
      <section class="dialog-part">
        <h3>In this browser</h3>
        <BrowserNotifications />
      </section>
      <section class="dialog-part">
        <h3>Do not disturb</h3>
        <p class="dialog-text">Nothing is announced, and others see that you are not to be disturbed.</p>
        <Silence
          label="Do not disturb"
          until={me.dndUntil}
          ends={silenceEnds}
          word="On"
          undo="Turn off"
          set={(dndUntil) => void attempt(() => rest.changeProfile({ dndUntil }))}
        />
      </section>
      <section class="dialog-part">
        <h3>Quiet hours</h3>
        <QuietHoursForm hours={me.quietHours} />
      </section>
    </DialogBox>
  );
}

/** Asks for permission on the press of a button, never by itself. */
function BrowserNotifications() {
  const { announcer } = useChat();
  const { value: permission } = announcer.permission;
  if (permission === "granted") {
    return (
      <Switch
        name="announce"
        label="Show notifications"
        note="For what each room lets through, while you look elsewhere."
        isOn={announcer.isOn.value}
        onToggle={(on) => announcer.turn(on)}
      />
    );
  }
  if (permission === "default") {
    return (
      <>
        <p class="dialog-text">For what each room lets through, while you look elsewhere.</p>
        <button type="button" class="button is-main" onClick={() => void announcer.ask()}>
          Turn on
        </button>
      </>
    );
  }
  return (
    <p class="dialog-text">
      {permission === "denied"
        ? "This browser blocks notifications of this page. Its settings for this site can allow them again."
        : "This browser shows notifications only of pages on https. Here the number in the tab's title tells what is new."}
    </p>
  );
}

function QuietHoursForm({ hours }: { hours: QuietHours | null }) {
  const { rest, notices } = useApp();
  const [isOn, setIsOn] = useState(hours !== null);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([hours?.zone ?? here, here])];
  return (
    <Form
      class="dialog-form"
      fields={["on", "from", "to", "zone"]}
      submit={async ({ on, from = "", to = "", zone }) => {
        const quietHours = on === "on" ? { from, to, zone: zone || here } : null;
        await rest.changeProfile({ quietHours });
        notices.tell("Saved.");
      }}
    >
      {(form) => (
        <>
          <Switch name="on" label="Announce nothing at night" isOn={isOn} onToggle={setIsOn} />
          {isOn && (
            <>
              <div class="hours-fields">
                <Field name="from" label="From" type="time" form={form} value={hours?.from ?? "22:00"} />
                <Field name="to" label="To" type="time" form={form} value={hours?.to ?? "07:00"} />
              </div>
              {zones.length > 1 ? (
                <SelectField
                  name="zone"
                  label="On the clocks of"
                  options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
                  chosen={zones[0] ?? here}
                />
              ) : (
                <p class="hint">On the clocks of {here.replaceAll("_", " ")}.</p>
              )}
            </>
          )}
          <div class="dialog-actions">
            <SubmitButton form={form}>Save</SubmitButton>
          </div>
        </>
      )}
    </Form>
  );
}
