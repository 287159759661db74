import { saySettings } from "./words.ts";
import { Setting } from "../ui/setting.tsx";

import { Options } from "./options.tsx";
import { ContrastPicture, DensityPicture, ThemePicture } from "./pictures.tsx";
import { Sample } from "./sample.tsx";
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
    <Setting title={saySettings("theme")} saving={saving}>
      <p class="setting-note forced-note">{saySettings("forcedColors")}</p>
      <Options
        legend={saySettings("theme")}
        chosen={preferences.theme}
        pick={(theme) => prefer({ theme })}
        options={[
          { value: "system", label: saySettings("asSystem"), picture: <ThemePicture theme="system" /> },
          { value: "light", label: saySettings("light"), picture: <ThemePicture theme="light" /> },
          { value: "dark", label: saySettings("dark"), picture: <ThemePicture theme="dark" /> },
        ]}
      />
    </Setting>
  );
}

function Contrast() {
  const { preferences, saving, prefer } = usePrefer();
  return (
    <Setting title={saySettings("contrast")} note={saySettings("contrastNote")} saving={saving}>
      <Options
        legend={saySettings("contrast")}
        chosen={preferences.contrast}
        pick={(contrast) => prefer({ contrast })}
        options={[
          { value: "system", label: saySettings("asSystem"), picture: <ContrastPicture contrast="system" /> },
          { value: "more", label: saySettings("highContrast"), picture: <ContrastPicture contrast="more" /> },
        ]}
      />
    </Setting>
  );
}

function Density() {
  const { preferences, saving, prefer } = usePrefer();
  return (
    <Setting title={saySettings("density")} note={saySettings("densityNote")} saving={saving}>
      <Options
        legend={saySettings("density")}
        chosen={preferences.density}
        pick={(density) => prefer({ density })}
        options={[
          {
            value: "comfortable",
            label: saySettings("comfortable"),
            picture: <DensityPicture density="comfortable" />,
          },
          { value: "compact", label: saySettings("compact"), picture: <DensityPicture density="compact" /> },
        ]}
      />
    </Setting>
  );
}
