import { UsageError } from "./usage_error.ts";

/** An operand that is the number of something. Throws UsageError. */
export function readId(text = ""): number {
  if (/^[0-9]{1,15}$/.test(text)) return Number(text);
  throw new UsageError(`ID is a whole number, as the list shows it. It cannot be ${JSON.stringify(text)}.`);
}
