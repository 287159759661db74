import { currentDirection, writeList } from "../i18n/locale.ts";
import { tPeople } from "./words.ts";

const fromTheRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

/** A name of the other direction stands by itself, as in a `<bdi>`: without it the names of a list change their places. */
function apart(name: string): string {
  const isOther = fromTheRight.test(name) !== (currentDirection() === "rtl");
  return isOther ? `\u2068${name}\u2069` : name;
}

/** "Ada", "Ada and Bob", "Ada, Bob, and 3 others": `hidden` more are not named. */
export function nameList(names: readonly string[], hidden = 0): string {
  const shown = names.map(apart);
  return writeList(hidden > 0 ? [...shown, tPeople("others", { count: hidden })] : shown);
}
