// Times in the viewer's zone, language and choice of clock.
import { currentLocaleSettings } from "./locale.ts";
import { tI18n } from "./words.ts";

import { createDayOf } from "./day_of.ts";

type LocaleSettings = ReturnType<typeof currentLocaleSettings>;

/** One per locale: creating a formatter takes longer than a hundred uses of it. */
const made = new WeakMap<LocaleSettings, ReturnType<typeof formatters>>();

function formatters({ formats, clock }: LocaleSettings) {
  const isOwn = clock === "system";
  // A clock other than the language's default is requested by parts: with `timeStyle` "03:00" would be "03:00 PM".
  const hours: Intl.DateTimeFormatOptions = {
    hour: "numeric",
    minute: "2-digit",
    ...(isOwn ? {} : { hourCycle: clock }),
  };
  const day = { day: "numeric", month: "long" } as const;
  const write = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(formats, options);
  return {
    clock: write(isOwn ? { timeStyle: "short" } : hours),
    full: write(
      isOwn
        ? { dateStyle: "full", timeStyle: "short" }
        : { weekday: "long", ...day, year: "numeric", ...hours },
    ),
    short: write({ ...day, month: "short", ...hours }),
    weekday: write({ weekday: "long" }),
    thisYear: write({ weekday: "long", ...day }),
    date: write({ ...day, year: "numeric" }),
    dayOf: createDayOf(),
  };
}

function now(): ReturnType<typeof formatters> {
  const settings = currentLocaleSettings();
  let known = made.get(settings);
  if (!known) made.set(settings, (known = formatters(settings)));
  return known;
}

export const clockTime = (time: number) => now().clock.format(time);

/** For the preview of another choice. */
export const clockTimeBy = (clock: LocaleSettings["clock"], time: number) =>
  formatters({ ...currentLocaleSettings(), clock }).clock.format(time);

/** For the narrow gutter: hours and minutes, in any clock. */
export function gutterTime(time: number): string {
  const parts = now()
    .clock.formatToParts(time)
    .filter(({ type }) => type !== "dayPeriod");
  return parts
    .map(({ value }) => value)
    .join("")
    .trim();
}

/** A new function after each change of the time zone. */
export const currentDayOf = () => now().dayOf;
export const fullTime = (time: number) => now().full.format(time);
export const shortTime = (time: number) => now().short.format(time);
export const longDate = (time: number) => now().date.format(time);
export const weekdayName = (time: number) => now().weekday.format(time);

export function dayName(time: number, today: number): string {
  const day = new Date(time).toDateString();
  if (day === new Date(today).toDateString()) return tI18n("today");
  const yesterday = new Date(today);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === yesterday.toDateString()) return tI18n("yesterday");
  const isThisYear = new Date(time).getFullYear() === new Date(today).getFullYear();
  return (isThisYear ? now().thisYear : now().date).format(time);
}
