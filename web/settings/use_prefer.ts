import { readPreferences, type Preferences } from "../../src/protocol/preferences.ts";
import { useApp } from "../app/app_context.ts";
import { useSave, type Saving } from "./setting.tsx";

interface Prefer {
  preferences: Preferences;
  saving: Saving;
  prefer: (change: Partial<Preferences>) => void;
}

/** A preference: applied at once, stored with the account, undone when the server refuses it. */
export function usePrefer(): Prefer {
  const { appearance, api } = useApp();
  const { saving, save } = useSave();
  const keep = async (change: Partial<Preferences>) =>
    readPreferences((await api("PATCH /me", { body: { preferences: change } })).user.preferences);
  return {
    preferences: appearance.preferences.value,
    saving,
    prefer: (change) => void save(() => appearance.prefer(change, () => keep(change))),
  };
}
