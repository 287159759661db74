// The language of the page, and its formats of numbers, lists and times. Chosen before the page is drawn;
// a later choice redraws all texts in place: nothing that is typed, open or focused is lost.
import { signal } from "@preact/signals";

import type { Preferences } from "../../src/protocol/preferences.ts";

import type { Area } from "./phrases.ts";

type Clock = Preferences["clock"];

export type Catalogue = Readonly<Record<string, Area>>;

interface Loaded {
  catalogue: Catalogue;
  /** Adds to the reader's tag what browsers would otherwise choose differently. */
  formatsOf?: (locale: string) => string;
}

interface Language {
  /** The language's own name for itself. */
  name: string;
  direction: "ltr" | "rtl";
  /** English is bundled with the page. */
  load: (() => Promise<Loaded>) | null;
}

export const languages = {
  en: { name: "English", direction: "ltr", load: null },
  de: { name: "Deutsch", direction: "ltr", load: () => import("./de.ts") },
  ar: { name: "العربية", direction: "rtl", load: () => import("./ar.ts") },
  ja: { name: "日本語", direction: "ltr", load: () => import("./ja.ts") },
} as const satisfies Record<string, Language>;

export type LanguageTag = keyof typeof languages;

const isLanguage = (tag: string): tag is LanguageTag => Object.hasOwn(languages, tag);

/** The first of the reader's languages that the page has. `wanted` are BCP 47 tags, preferred first. */
export function bestLanguage(wanted: readonly string[]): LanguageTag {
  for (const tag of wanted) {
    const [main = ""] = tag.toLowerCase().split("-");
    if (isLanguage(main)) return main;
  }
  return "en";
}

interface LocaleSettings {
  language: LanguageTag;
  /** With the reader's region if it belongs to that language. */
  locale: string;
  /** The tag for formats of numbers and times. */
  formats: string;
  catalogue: Catalogue | null;
  plurals: Intl.PluralRules;
  numbers: Intl.NumberFormat;
  percents: Intl.NumberFormat;
  /** "one, two and three". */
  lists: Intl.ListFormat;
  /** Sorts names in the order of the reader's language. */
  order: Intl.Collator;
  clock: Clock;
}

function localeSettingsOf(
  language: LanguageTag,
  wanted: readonly string[],
  loaded: Loaded | null,
  clock: Clock,
): LocaleSettings {
  const locale = localeOf(language, wanted);
  const formats = loaded?.formatsOf?.(locale) ?? locale;
  return {
    language,
    locale,
    formats,
    catalogue: loaded?.catalogue ?? null,
    plurals: new Intl.PluralRules(language),
    numbers: new Intl.NumberFormat(formats),
    percents: new Intl.NumberFormat(formats, { style: "percent" }),
    lists: new Intl.ListFormat(locale, { style: "long", type: "conjunction" }),
    // "team 2" before "team 10".
    order: new Intl.Collator(locale, { numeric: true }),
    clock,
  };
}

function localeOf(language: LanguageTag, wanted: readonly string[]): string {
  const own = wanted.find((tag) => tag.toLowerCase().split("-")[0] === language);
  try {
    return own === undefined ? language : new Intl.Locale(own).toString();
  } catch {
    return language;
  }
}

const settings = signal(localeSettingsOf("en", [], null, "system"));
let lastAsked = 0;

/** Resolves when the page may be drawn: true if the language was fetched, false if English is shown instead. */
export async function setLocale(
  language: LanguageTag,
  wanted: readonly string[],
  clock: Clock = "system",
): Promise<boolean> {
  const asked = (lastAsked += 1);
  const { load }: Language = languages[language];
  const loaded = load && (await load().catch(() => "failed" as const));
  const isThere = loaded !== "failed";
  // Of two choices the later wins, whichever arrived first.
  if (asked !== lastAsked) return isThere;
  settings.value = isThere
    ? localeSettingsOf(language, wanted, loaded, clock)
    : localeSettingsOf("en", wanted, null, clock);
  return isThere;
}

/** For another day or time zone: redraws everything that shows a time. */
export const refreshLocale = () => {
  settings.value = { ...settings.value };
};

/** Components that read one of these while drawing are redrawn after another choice. */
export const currentCatalogue = () => settings.value.catalogue;
/** The current formats of times: a new object after each choice. */
export const currentLocaleSettings = (): Readonly<LocaleSettings> => settings.value;
export const currentLanguage = () => settings.value.language;
export const currentLocale = () => settings.value.locale;
export const currentDirection = () => languages[settings.value.language].direction;
export const pluralRules = () => settings.value.plurals;
export const writeNumber = (value: number) => settings.value.numbers.format(value);
/** A percentage of a share from 0 to 1. */
export const writePercent = (share: number) => settings.value.percents.format(share);
export const writeList = (items: readonly string[]) => settings.value.lists.format(items);
/** For `sort`. */
export const compareNames = (one: string, other: string) => settings.value.order.compare(one, other);
