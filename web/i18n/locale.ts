// Which language the page speaks, and in which manner it writes numbers, lists and times. Chosen before the page is drawn;
// another choice draws anew whatever said something, in place: nothing that is typed, open or focused is lost.
import { signal } from "@preact/signals";

import type { Preferences } from "../../src/protocol/preferences.ts";

import type { Area } from "./phrases.ts";

type Clock = Preferences["clock"];

export type Catalogue = Readonly<Record<string, Area>>;

interface Loaded {
  catalogue: Catalogue;
  /** Of the reader's tag makes one that says what browsers would choose differently. */
  formatsOf?: (locale: string) => string;
}

interface Language {
  /** As its own speakers call it. */
  name: string;
  direction: "ltr" | "rtl";
  /** English is in the page itself. */
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

/** The first of the reader's languages that the page speaks. `wanted` are BCP 47 tags, the dearest first. */
export function bestLanguage(wanted: readonly string[]): LanguageTag {
  for (const tag of wanted) {
    const [main = ""] = tag.toLowerCase().split("-");
    if (isLanguage(main)) return main;
  }
  return "en";
}

interface Manner {
  language: LanguageTag;
  /** With the reader's region where it is of that language. */
  locale: string;
  /** The same, for numbers and times. */
  formats: string;
  catalogue: Catalogue | null;
  plurals: Intl.PluralRules;
  numbers: Intl.NumberFormat;
  percents: Intl.NumberFormat;
  /** "one, two and three". */
  lists: Intl.ListFormat;
  /** Orders names as the reader's own lists do. */
  order: Intl.Collator;
  clock: Clock;
}

function mannerOf(
  language: LanguageTag,
  wanted: readonly string[],
  loaded: Loaded | null,
  clock: Clock,
): Manner {
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

const manner = signal(mannerOf("en", [], null, "system"));
let lastAsked = 0;

/** Resolves when the page may be drawn; to whether the language could be fetched, else it speaks English. */
export async function setLocale(
  language: LanguageTag,
  wanted: readonly string[],
  clock: Clock = "system",
): Promise<boolean> {
  const asked = (lastAsked += 1);
  const { load }: Language = languages[language];
  const loaded = load && (await load().catch(() => "failed" as const));
  const isThere = loaded !== "failed";
  // Of two choices the later one holds, whichever came first over the network.
  if (asked !== lastAsked) return isThere;
  manner.value = isThere ? mannerOf(language, wanted, loaded, clock) : mannerOf("en", wanted, null, clock);
  return isThere;
}

/** Another day or another time zone: whatever was said of times is drawn anew. */
export const renewManner = () => {
  manner.value = { ...manner.value };
};

/** Whoever reads one of these while drawing is drawn again after another choice. */
export const spoken = () => manner.value.catalogue;
/** The manner in which times are written now: another object after another choice. */
export const currentManner = (): Readonly<Manner> => manner.value;
export const currentLanguage = () => manner.value.language;
export const currentLocale = () => manner.value.locale;
export const currentDirection = () => languages[manner.value.language].direction;
export const pluralRules = () => manner.value.plurals;
export const writeNumber = (value: number) => manner.value.numbers.format(value);
/** Of 0 to 1. */
export const writePercent = (share: number) => manner.value.percents.format(share);
export const writeList = (items: readonly string[]) => manner.value.lists.format(items);
/** For `sort`. */
export const compareNames = (one: string, other: string) => manner.value.order.compare(one, other);
