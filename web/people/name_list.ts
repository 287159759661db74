import { currentDirection, writeList } from "../i18n/locale.ts";
import { tPeople } from "./words.ts";

const fromTheRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

/** Isolates the direction of a name, like `<bdi>`; otherwise names of the other direction would change places. */
function apart(name: string): string {
  const isOther = fromTheRight.test(name) !== (currentDirection() === "rtl");
  return isOther ? `\u2068${name}\u2069` : name;
}

/** "Ada", "Ada and Bob", "Ada, Bob, and 3 others": `hidden` more are only counted. */
export function nameList(names: readonly string[], hidden = 0): string {
  const shown = names.map(apart);
  return writeList(hidden > 0 ? [...shown, tPeople("others", { count: hidden })] : shown);
}
