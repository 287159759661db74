import { saySettings } from "../../words/en/settings.ts";
import { Sections, type Section } from "../parts/sections.tsx";

/** All that is mine to set. */
export function SettingsView({ section }: { section: string | null }) {
  const sections: Section[] = [];
  return <Sections view="settings" title={saySettings("settings")} sections={sections} current={section} />;
}
