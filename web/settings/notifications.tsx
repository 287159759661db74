import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { QuietHours } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { createPartialSaves } from "./partial_saves.ts";
import { dndEnds } from "./expiry_choices.ts";
import { tSettings } from "./words.ts";
import { SelectField } from "../ui/select_field.tsx";
import { SaveNote, Setting, SettingField, SettingSwitch, useSave, type Unsaved } from "./setting.tsx";
import { DndButtons } from "../notifications/dnd.tsx";
import { useMinute } from "../ui/use_minute.ts";

/** When I am notified, and when not (P4). */
export function Notifications({ unsaved }: { unsaved: Unsaved }) {
  return (
    <>
      <Setting title={tSettings("inBrowser")}>
        <BrowserNotifications />
      </Setting>
      <DoNotDisturb />
      <Setting title={tSettings("quietHours")} note={tSettings("quietHoursNote")}>
        <NightHours unsaved={unsaved} />
      </Setting>
    </>
  );
}

/** Asks for permission only when a button is pressed. */
function BrowserNotifications() {
  const { notifications } = useChat();
  const { value: permission } = notifications.permission;
  if (permission === "granted") {
    return (
      <SettingSwitch
        label={tSettings("showNotifications")}
        note={tSettings("showNotificationsNote")}
        isOn={notifications.isOn.value}
        set={async (on) => notifications.turn(on)}
      />
    );
  }
  if (permission === "default") {
    return (
      <>
        <p class="setting-note">{tSettings("showNotificationsNote")}</p>
        <button type="button" class="button is-main" onClick={() => void notifications.ask()}>
          {tSettings("turnOn")}
        </button>
      </>
    );
  }
  return (
    <p class="setting-note">
      {permission === "denied" ? tSettings("notificationsDenied") : tSettings("notificationsAbsent")}
    </p>
  );
}

function DoNotDisturb() {
  const { api } = useApp();
  const { dndUntil } = useChat().user.value;
  const { saving, save } = useSave();
  // It expires.
  useMinute();
  return (
    <Setting title={tSettings("dnd")} note={tSettings("dndNote")} saving={saving}>
      <DndButtons
        label={tSettings("dnd")}
        until={dndUntil}
        ends={dndEnds}
        word={tSettings("dndOn")}
        undo={tSettings("turnOff")}
        set={(until) => void save(() => api("PATCH /me", { body: { dndUntil: until } }))}
      />
    </Setting>
  );
}

function NightHours({ unsaved }: { unsaved: Unsaved }) {
  const { api } = useApp();
  const hours = useChat().user.value.quietHours;
  const myZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [usual] = useState<QuietHours>(hours ?? { from: "22:00", to: "07:00", zone: myZone });
  const set = (quietHours: QuietHours | null) => api("PATCH /me", { body: { quietHours } });
  return (
    <>
      <SettingSwitch
        label={tSettings("nightly")}
        isOn={hours !== null}
        set={(on) => set(on ? usual : null)}
      />
      {hours && <HoursFields hours={hours} myZone={myZone} set={set} unsaved={unsaved} />}
    </>
  );
}

interface HoursFieldsProps {
  hours: QuietHours;
  myZone: string;
  set: (hours: QuietHours) => Promise<unknown>;
  unsaved: Unsaved;
}

function HoursFields({ hours, myZone, set, unsaved }: HoursFieldsProps) {
  const zones = [...new Set([hours.zone, myZone])];
  const { saving, save } = useSave();
  const nameOf = (zone: string) => zone.replaceAll("_", " ");
  const latest = useRef({ hours, set });
  latest.current = { hours, set };
  const saves = useMemo(
    () =>
      createPartialSaves<QuietHours>({
        stored: () => latest.current.hours,
        save: (whole) => latest.current.set(whole),
      }),
    [],
  );
  useEffect(() => saves.onServerState(hours), [hours]);
  return (
    <div class="setting-fields">
      <div class="hours-fields">
        <SettingField
          name="from"
          type="time"
          label={tSettings("from")}
          value={hours.from}
          unsaved={unsaved}
          set={async (from) => (await saves.change({ from })).from}
        />
        <SettingField
          name="to"
          type="time"
          label={tSettings("to")}
          value={hours.to}
          unsaved={unsaved}
          set={async (to) => (await saves.change({ to })).to}
        />
      </div>
      {zones.length > 1 ? (
        <SelectField
          name="zone"
          label={tSettings("clocksOf")}
          options={zones.map((zone) => ({ value: zone, label: nameOf(zone) }))}
          chosen={hours.zone}
          onPick={(zone) => void save(() => saves.change({ zone }))}
        />
      ) : (
        <p class="hint">{tSettings.with("onClocksOf", { zone: <bdi>{nameOf(myZone)}</bdi> })}</p>
      )}
      <SaveNote saving={saving} />
    </div>
  );
}
