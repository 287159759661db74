// P5: a person's preferences of the page. Stored with the account, so that they are the same on every machine.

export const preferenceChoices = {
  theme: ["system", "light", "dark"],
  /** "more": high contrast. */
  contrast: ["system", "more"],
  density: ["comfortable", "compact"],
  /** Hours of a day: as the language writes them, twice twelve, or twenty-four. */
  clock: ["system", "h12", "h23"],
  /** "system": the first of the browser's languages that the page speaks. */
  language: ["system", "en", "de", "ar", "ja"],
} as const;

export type Preferences = {
  readonly [Key in keyof typeof preferenceChoices]: (typeof preferenceChoices)[Key][number];
};

export const defaultPreferences: Preferences = {
  theme: "system",
  contrast: "system",
  density: "comfortable",
  clock: "system",
  language: "system",
};

/** Another version may have stored it: a value that is no choice today is the default. */
export function readPreferences(stored: unknown): Preferences {
  const held = typeof stored === "object" && stored !== null ? stored : {};
  const choose = <Key extends keyof Preferences>(key: Key): Preferences[Key] => {
    const choices: readonly unknown[] = preferenceChoices[key];
    const value: unknown = Reflect.get(held, key);
    return choices.includes(value) ? (value as Preferences[Key]) : defaultPreferences[key];
  };
  return {
    theme: choose("theme"),
    contrast: choose("contrast"),
    density: choose("density"),
    clock: choose("clock"),
    language: choose("language"),
  };
}
