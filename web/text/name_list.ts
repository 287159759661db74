import { writeList } from "../words/language.ts";
import { sayText } from "../words/en/text.ts";

/** "Ada", "Ada and Bob", "Ada, Bob, and 3 others": `hidden` more are not named. */
export function nameList(names: readonly string[], hidden = 0): string {
  return writeList(hidden > 0 ? [...names, sayText("others", { count: hidden })] : names);
}
