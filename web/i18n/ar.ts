import { admin } from "./ar/admin.ts";
import { app } from "./ar/app.ts";
import { body } from "./ar/body.ts";
import { composer } from "./ar/composer.ts";
import { dialogs } from "./ar/dialogs.ts";
import { door } from "./ar/door.ts";
import { emoji } from "./ar/emoji.ts";
import { files } from "./ar/files.ts";
import { found } from "./ar/found.ts";
import { log } from "./ar/log.ts";
import { message } from "./ar/message.ts";
import { parts } from "./ar/parts.ts";
import { refusals } from "./ar/refusals.ts";
import { retention } from "./ar/retention.ts";
import { room } from "./ar/room.ts";
import { rooms } from "./ar/rooms.ts";
import { server } from "./ar/server.ts";
import { settings } from "./ar/settings.ts";
import { side } from "./ar/side.ts";
import { switcher } from "./ar/switcher.ts";
import { text } from "./ar/text.ts";
import { times } from "./ar/times.ts";
import { tools } from "./ar/tools.ts";
import { writing } from "./ar/writing.ts";

export const catalogue = {
  app,
  door,
  parts,
  refusals,
  times,
  text,
  log,
  side,
  room,
  message,
  composer,
  writing,
  found,
  files,
  body,
  emoji,
  tools,
  dialogs,
  rooms,
  settings,
  retention,
  server,
  admin,
  switcher,
} as const;

/** Regions whose Arabic is written with Arabic digits, by CLDR; elsewhere, and where none is said, they are European. */
const arabicDigits = "BH DJ EG ER IL IQ JO KM KW LB MR OM PS QA SA SD SO SS SY TD YE".split(" ");

/**
 * Browsers differ, by the CLDR they were built with: WebKit writes ٣ where others write 3, and in Saudi Arabia the
 * months of another calendar. Whatever the reader's own tag asks for stays.
 */
export function formatsOf(locale: string): string {
  const { region, numberingSystem, calendar } = new Intl.Locale(locale);
  const digits = arabicDigits.includes(region ?? "") ? "arab" : "latn";
  return new Intl.Locale(locale, {
    numberingSystem: numberingSystem ?? digits,
    calendar: calendar ?? "gregory",
  }).toString();
}
