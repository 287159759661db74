// How this person wants the page to look and speak (SPEC P5). The account keeps it; a copy on this machine is there before
// the server has answered, and at the door.
import { signal } from "@preact/signals";

import { readPreferences, type Preferences } from "../../src/protocol/preferences.ts";
import type { Vault } from "../storage/vault.ts";
import { bestLanguage, currentDirection, currentLocale, speak, type LanguageTag } from "../words/language.ts";

const key = "confab:look";

export type Look = ReturnType<typeof createLook>;

export function createLook({ vault, window }: { vault: Vault; window: Window }) {
  const { documentElement: root } = window.document;
  const preferences = signal(readKept());
  /** Counts what needs the page to be drawn anew: every word of it, and every time. */
  const drawing = signal(0);

  function readKept(): Preferences {
    try {
      return readPreferences(JSON.parse(vault.get(key) ?? "null"));
    } catch {
      return readPreferences(null);
    }
  }

  function languageOf({ language }: Preferences): LanguageTag {
    return language === "system" ? bestLanguage(window.navigator.languages) : language;
  }

  /** Puts on the page what style sheets ask for. */
  function dress({ theme, contrast, density }: Preferences): void {
    Object.assign(root.dataset, { theme, contrast, density });
  }

  async function talk(wanted: Preferences): Promise<void> {
    await speak(languageOf(wanted), window.navigator.languages, wanted.clock);
    root.lang = currentLocale();
    root.dir = currentDirection();
  }

  return {
    preferences,
    drawing,
    /** Before the page is drawn. */
    async start(): Promise<void> {
      dress(preferences.value);
      await talk(preferences.value);
    },
    /** What the account says now; the same again does nothing. */
    async wear(wanted: Preferences): Promise<void> {
      const before = preferences.value;
      if (JSON.stringify(before) === JSON.stringify(wanted)) return;
      preferences.value = wanted;
      vault.put(key, JSON.stringify(wanted));
      dress(wanted);
      if (before.language === wanted.language && before.clock === wanted.clock) return;
      await talk(wanted);
      drawing.value += 1;
    },
  };
}
