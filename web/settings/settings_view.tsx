import { useRef } from "preact/hooks";

import { tSettings } from "./words.ts";
import { Sections, type Section } from "./sections.tsx";
import type { Unsaved } from "./setting.tsx";

import { Appearance } from "./appearance.tsx";
import { LanguageTime } from "./language_time.tsx";
import { Notifications } from "./notifications.tsx";
import { Password } from "./password.tsx";
import { Privacy } from "./privacy.tsx";
import { Profile } from "./profile.tsx";
import { Sessions } from "./sessions.tsx";

/** All that is mine to set. */
export function SettingsView({ section }: { section: string | null }) {
  const { current: unsaved } = useRef<Unsaved>(new Map());
  const sections: Section[] = [
    {
      name: "profile",
      label: tSettings("profile"),
      icon: "person",
      draw: () => <Profile unsaved={unsaved} />,
    },
    { name: "appearance", label: tSettings("appearance"), icon: "appearance", draw: () => <Appearance /> },
    { name: "language", label: tSettings("languageTime"), icon: "globe", draw: () => <LanguageTime /> },
    {
      name: "notifications",
      label: tSettings("notifications"),
      icon: "bell",
      draw: () => <Notifications unsaved={unsaved} />,
    },
    { name: "privacy", label: tSettings("privacy"), icon: "shield", draw: () => <Privacy /> },
    { name: "sessions", label: tSettings("sessions"), icon: "device", draw: () => <Sessions /> },
    { name: "password", label: tSettings("password"), icon: "key", draw: () => <Password /> },
  ];
  return <Sections view="settings" title={tSettings("settings")} sections={sections} current={section} />;
}
