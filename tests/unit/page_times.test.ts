// Times as the page writes them: in the reader's language and region, with the hours of a day as they want them.
import { afterEach, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { percent } from "../../web/files/file_words.ts";
import { clockTime, dayName, fullTime, gutterTime, longDate, shortTime } from "../../web/i18n/times.ts";
import { currentLocale, setLocale, writeNumber } from "../../web/i18n/locale.ts";

const afternoon = new Date(2026, 2, 5, 15, 7).getTime();
const plain = (text: string) => text.replaceAll(/\s/gu, " ");

afterEach(async () => {
  await setLocale("en", []);
});

test("[P5] the clock that is wanted is heeded wherever a time of day is said", async () => {
  for (const language of ["en", "de", "ja"] as const) {
    await setLocale(language, [], "h23");
    for (const write of [clockTime, gutterTime, shortTime, fullTime]) {
      expect({ language, text: write(afternoon) }).toEqual({
        language,
        text: expect.stringContaining("15:07"),
      });
    }
    await setLocale(language, [], "h12");
    for (const write of [clockTime, gutterTime, shortTime, fullTime]) {
      expect({ language, text: write(afternoon) }).toEqual({
        language,
        text: expect.stringMatching(/\b3:07/u),
      });
    }
  }
});

test("[P5] the gutter has hours and minutes alone, and midnight is no 24", async () => {
  expect(gutterTime(afternoon)).toBe("3:07");
  await setLocale("ja", [], "h12");
  expect(gutterTime(afternoon)).toBe("3:07");
  await setLocale("en", [], "h23");
  expect(clockTime(new Date(2026, 2, 5, 0, 5).getTime())).toBe("00:05");
});

test("[LANGUAGE] the region is the reader's where it speaks that language", async () => {
  await setLocale("en", ["de-DE", "en-GB"]);
  expect(plain(shortTime(afternoon))).toBe("5 Mar, 15:07");
  await setLocale("en", ["de-DE", "en-US"]);
  expect(plain(shortTime(afternoon))).toBe("Mar 5, 3:07 PM");
});

test("[LANGUAGE] days are called by their distance, their name, and their date in another year", async () => {
  const today = new Date(2026, 2, 5, 0, 1).getTime();
  const days = [
    new Date(2026, 2, 5, 23, 59),
    new Date(2026, 2, 4, 23, 59),
    new Date(2026, 2, 3, 12),
    new Date(2025, 2, 3, 12),
  ].map((day) => day.getTime());
  const named = () => days.map((day) => dayName(day, today));
  expect(named()).toEqual(["Today", "Yesterday", "Tuesday, March 3", "March 3, 2025"]);
  await setLocale("de", []);
  expect(named()).toEqual(["Heute", "Gestern", "Dienstag, 3. März", "3. März 2025"]);
  await setLocale("ja", []);
  expect(named()).toEqual(["今日", "昨日", "3月3日火曜日", "2025年3月3日"]);
});

test("[LANGUAGE] what is written for people is formatted by their locale, nowhere else", () => {
  const root = join(import.meta.dir, "../../web");
  const known: Record<string, string> = {
    "i18n/times.ts": "the roof",
    "i18n/locale.ts": "the formats themselves",
    "i18n/ar.ts": "what the locale leaves open in Arabic",
    "i18n/day_of.ts": "a key for a day, which nobody reads",
    "notifications/should_notify.ts": "quiet hours are compared, not shown",
    "ui/avatar.tsx": "what a letter is, in any language",
    "settings/language_time.tsx": "shows what each clock would look like",
  };
  const others = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => {
    if (!/\.tsx?$/u.test(path) || path in known) return false;
    const source = readFileSync(join(root, path), "utf8");
    return /\bIntl\.(?!DateTimeFormat\(\)\.resolvedOptions)|\.toLocale|\.localeCompare/u.test(source);
  });
  expect(others).toEqual([]);
});

test("[P5] digits and calendar of Arabic are those of its region, whatever the browser takes them for", async () => {
  const { NumberFormat, DateTimeFormat, Locale } = Intl;
  // As WebKit does; by what its CLDR says of regions.
  const otherwise = (tag: string) => {
    const { numberingSystem = "arab", calendar = "islamic-umalqura" } = new Locale(tag);
    return new Locale(tag, { numberingSystem, calendar }).toString();
  };
  try {
    Intl.NumberFormat = class extends NumberFormat {
      constructor(tag: string, options: Intl.NumberFormatOptions) {
        super(otherwise(tag), options);
      }
    } as typeof NumberFormat;
    Intl.DateTimeFormat = class extends DateTimeFormat {
      constructor(tag: string, options: Intl.DateTimeFormatOptions) {
        super(otherwise(tag), options);
      }
    } as typeof DateTimeFormat;
    const seen = async (tag: string) => {
      await setLocale("ar", [tag]);
      return [currentLocale(), writeNumber(15), gutterTime(afternoon), plain(longDate(afternoon))];
    };
    expect(await seen("ar")).toEqual(["ar", "15", "3:07", "5 مارس 2026"]);
    expect(await seen("ar-MA")).toEqual(["ar-MA", "15", "15:07", "5 مارس 2026"]);
    expect(percent(0.159)).toContain("15");
    expect(await seen("ar-SA")).toEqual(["ar-SA", "١٥", "٣:٠٧", "٥ مارس ٢٠٢٦"]);
    expect(percent(0.159)).toContain("١٥");
    // Who asks for it has it.
    const asked = "ar-SA-u-nu-latn";
    expect((await seen(asked)).slice(0, 3)).toEqual([asked, "15", "3:07"]);
  } finally {
    Object.assign(Intl, { NumberFormat, DateTimeFormat });
  }
});
