import { preferenceChoices, type Preferences } from "../../src/protocol/preferences.ts";
import { clockTimeBy } from "../i18n/times.ts";
import { bestLanguage, languages } from "../i18n/locale.ts";
import { tSettings } from "./words.ts";
import { Setting } from "./setting.tsx";

import { Options, type Option } from "./options.tsx";
import { usePrefer } from "./use_prefer.ts";

export function LanguageTime() {
  return (
    <>
      <Language />
      <Clock />
    </>
  );
}

function Language() {
  const { preferences, saving, prefer } = usePrefer();
  const own = languages[bestLanguage(navigator.languages)].name;
  const options = preferenceChoices.language.map((value): Option<Preferences["language"]> =>
    value === "system"
      ? {
          value,
          label: tSettings("asBrowser"),
          note: <bdi lang={bestLanguage(navigator.languages)}>{own}</bdi>,
        }
      : { value, label: <bdi lang={value}>{languages[value].name}</bdi> },
  );
  return (
    <Setting title={tSettings("language")} note={tSettings("languageNote")} saving={saving}>
      <Options
        legend={tSettings("language")}
        options={options}
        chosen={preferences.language}
        pick={(language) => prefer({ language })}
      />
    </Setting>
  );
}

function Clock() {
  const { preferences, saving, prefer } = usePrefer();
  const afternoon = new Date();
  afternoon.setHours(14, 5);
  const example = (clock: Preferences["clock"]) => clockTimeBy(clock, afternoon.getTime());
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <Setting
      title={tSettings("clock")}
      note={tSettings.with("zoneNote", { zone: <bdi>{timeZone.replaceAll("_", " ")}</bdi> })}
      saving={saving}
    >
      <Options
        legend={tSettings("clock")}
        options={[
          { value: "system", label: tSettings("asLanguage"), note: example("system") },
          { value: "h12", label: tSettings("twelveHours"), note: example("h12") },
          { value: "h23", label: tSettings("allHours"), note: example("h23") },
        ]}
        chosen={preferences.clock}
        pick={(clock) => prefer({ clock })}
      />
    </Setting>
  );
}
