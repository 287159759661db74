// How this person wants the page to look and speak (SPEC P5). The account keeps it; a copy on this machine is there before
// the server has answered, and at the door.
import { signal } from "@preact/signals";

import { readPreferences, type Preferences } from "../../src/protocol/preferences.ts";
import type { LocalStore } from "../client/storage/local_store.ts";
import {
  bestLanguage,
  currentDirection,
  currentLocale,
  setLocale,
  type LanguageTag,
} from "../i18n/locale.ts";

import { fetchChunk, type ChunkFetch } from "../ui/lazy/fetch_chunk.ts";

const key = "confab:look";
/** Chosen at the door, for whoever comes in next. */
const signInLanguageKey = "confab:door-language";
/** So long the first drawing waits for its language. */
const languageWaitMs = 4000;
/** What the browser paints around the page: see index.html. */
const around = { light: "#f3f1ee", dark: "#0d1117" };

interface AppearanceOptions {
  localStore: LocalStore;
  window: Window;
  /** It is in English for now. */
  onLanguageFailed: () => void;
}

export function createAppearance({ localStore, window, onLanguageFailed }: AppearanceOptions) {
  const { documentElement: root } = window.document;
  const wantsMore = window.matchMedia("(prefers-contrast: more)");
  const preferences = signal(readStored());

  function readStored(): Preferences {
    try {
      return readPreferences(JSON.parse(localStore.get(key) ?? "null"));
    } catch {
      return readPreferences(null);
    }
  }

  function languageOf({ language }: Preferences): LanguageTag {
    return language === "system" ? bestLanguage(window.navigator.languages) : language;
  }

  /** Puts on the page what style sheets ask for. */
  function applyToRoot(): void {
    const { theme, contrast, density } = preferences.value;
    Object.assign(root.dataset, { theme, density, contrast: wantsMore.matches ? "more" : contrast });
    for (const meta of window.document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
      meta.content = around[theme === "system" ? (meta.media.includes("dark") ? "dark" : "light") : theme];
    }
  }
  wantsMore.addEventListener("change", applyToRoot);

  let coming: ChunkFetch | null = null;

  async function loadLanguage(wanted: Preferences): Promise<void> {
    coming?.stop();
    if (await setLocaleOf(wanted)) return;
    onLanguageFailed();
    const again = async () => {
      if (!(await setLocaleOf(wanted))) throw new Error("The language did not come.");
    };
    coming = fetchChunk(again, { onHere() {}, onTrouble() {} });
  }

  async function setLocaleOf(wanted: Preferences): Promise<boolean> {
    const isThere = await setLocale(languageOf(wanted), window.navigator.languages, wanted.clock);
    root.lang = currentLocale();
    root.dir = currentDirection();
    return isThere;
  }

  /** The same again does nothing. */
  async function applyPreferences(wanted: Preferences): Promise<void> {
    const before = preferences.value;
    if (JSON.stringify(before) === JSON.stringify(wanted)) return;
    preferences.value = wanted;
    localStore.put(key, JSON.stringify(wanted));
    applyToRoot();
    if (before.language !== wanted.language || before.clock !== wanted.clock) await loadLanguage(wanted);
  }

  /** What the account last said; and how many of our changes it has not answered. */
  let accountPreferences: Preferences | null = null;
  let asked = 0;

  return {
    preferences,
    /**
     * Before the page is drawn: dressed when it returns, in the right language when it resolves. On a line that hangs it
     * is drawn in English, and anew when the language has come.
     */
    async start(): Promise<void> {
      applyToRoot();
      const isLate = new Promise<void>((resolve) => window.setTimeout(resolve, languageWaitMs));
      await Promise.race([loadLanguage(preferences.value), isLate]);
    },
    /** At the door: for now, and for the account that is entered, unless it has a language of its own. */
    async choose(language: LanguageTag): Promise<void> {
      localStore.put(signInLanguageKey, language);
      await applyPreferences({ ...preferences.value, language });
    },
    /** What was chosen at the door, once. */
    takeChoice(): LanguageTag | null {
      const { language } = readPreferences({ language: localStore.get(signInLanguageKey) });
      localStore.remove(signInLanguageKey);
      return language === "system" ? null : language;
    },
    /** What the account says now. */
    follow(wanted: Preferences): void {
      accountPreferences = wanted;
      if (asked === 0) void applyPreferences(wanted);
    },
    /** Worn at once; as the account has it when `keep`, which resolves to that, has settled. */
    async prefer(change: Partial<Preferences>, keep: () => Promise<Preferences>): Promise<void> {
      asked += 1;
      try {
        await applyPreferences({ ...preferences.value, ...change });
        const before = accountPreferences;
        const stored = await keep();
        // What the account told meanwhile comes in its order; answers overtake one another.
        if (accountPreferences === before) accountPreferences = stored;
      } finally {
        asked -= 1;
        if (asked === 0 && accountPreferences) await applyPreferences(accountPreferences);
      }
    },
  };
}
