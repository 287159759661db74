import { tSettings } from "./words.ts";
import { Setting } from "./setting.tsx";

import { Options } from "./options.tsx";
import { ContrastPicture, DensityPicture, ThemePicture } from "./appearance_pictures.tsx";
import { Sample } from "./appearance_sample.tsx";
import { usePrefer } from "./use_prefer.ts";

export function Appearance() {
  return (
    <>
      <Sample />
      <Theme />
      <Contrast />
      <Density />
    </>
  );
}

function Theme() {
  const { preferences, saving, prefer } = usePrefer();
  return (
    <Setting title={tSettings("theme")} saving={saving}>
      <p class="setting-note forced-note">{tSettings("forcedColors")}</p>
      <Options
        legend={tSettings("theme")}
        chosen={preferences.theme}
        pick={(theme) => prefer({ theme })}
        options={[
          { value: "system", label: tSettings("asSystem"), picture: <ThemePicture theme="system" /> },
          { value: "light", label: tSettings("light"), picture: <ThemePicture theme="light" /> },
          { value: "dark", label: tSettings("dark"), picture: <ThemePicture theme="dark" /> },
        ]}
      />
    </Setting>
  );
}

function Contrast() {
  const { preferences, saving, prefer } = usePrefer();
  return (
    <Setting title={tSettings("contrast")} note={tSettings("contrastNote")} saving={saving}>
      <Options
        legend={tSettings("contrast")}
        chosen={preferences.contrast}
        pick={(contrast) => prefer({ contrast })}
        options={[
          { value: "system", label: tSettings("asSystem"), picture: <ContrastPicture contrast="system" /> },
          { value: "more", label: tSettings("highContrast"), picture: <ContrastPicture contrast="more" /> },
        ]}
      />
    </Setting>
  );
}

function Density() {
  const { preferences, saving, prefer } = usePrefer();
  return (
    <Setting title={tSettings("density")} note={tSettings("densityNote")} saving={saving}>
      <Options
        legend={tSettings("density")}
        chosen={preferences.density}
        pick={(density) => prefer({ density })}
        options={[
          {
            value: "comfortable",
            label: tSettings("comfortable"),
            picture: <DensityPicture density="comfortable" />,
          },
          { value: "compact", label: tSettings("compact"), picture: <DensityPicture density="compact" /> },
        ]}
      />
    </Setting>
  );
}
