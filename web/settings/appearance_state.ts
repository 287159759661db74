// The appearance and language that a person prefers (SPEC P5). The account stores them; a copy on this machine is used before
// the server has answered, and on the sign-in pages.
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
/** The language chosen on the sign-in page, for the next person who signs in. */
const signInLanguageKey = "confab:door-language";
/** So long the first drawing waits for its language. */
const languageWaitMs = 4000;
/** The colour of the browser around the page: see index.html. */
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

  /** Sets the attributes that the style sheets use. */
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

  /** The last preferences of the account; and how many of our changes it has not answered. */
  let accountPreferences: Preferences | null = null;
  let asked = 0;

  return {
    preferences,
    /**
     * Before the page is drawn: styled when it returns, translated when it resolves. On a connection that hangs the page
     * is drawn in English, and again once the language has loaded.
     */
    async start(): Promise<void> {
      applyToRoot();
      const isLate = new Promise<void>((resolve) => window.setTimeout(resolve, languageWaitMs));
      await Promise.race([loadLanguage(preferences.value), isLate]);
    },
    /** On the sign-in page: for now, and for the account that signs in, unless it has a language. */
    async choose(language: LanguageTag): Promise<void> {
      localStore.put(signInLanguageKey, language);
      await applyPreferences({ ...preferences.value, language });
    },
    /** The language chosen on the sign-in page, once. */
    takeChoice(): LanguageTag | null {
      const { language } = readPreferences({ language: localStore.get(signInLanguageKey) });
      localStore.remove(signInLanguageKey);
      return language === "system" ? null : language;
    },
    /** The current preferences of the account. */
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
        // Changes from the account arrive in order; answers to our requests may overtake one another.
        if (accountPreferences === before) accountPreferences = stored;
      } finally {
        asked -= 1;
        if (asked === 0 && accountPreferences) await applyPreferences(accountPreferences);
      }
    },
  };
}
