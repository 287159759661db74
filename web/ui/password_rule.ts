import { countPoints } from "../../src/protocol/text.ts";
import { tUi } from "./words.ts";

/** What is seen of a new password here; what is common or a name the server says. */
export const shortPassword = (password: string, passwordMin: number): string | null =>
  countPoints(password.normalize("NFC")) < passwordMin ? passwordRule(passwordMin) : null;

export function passwordRule(passwordMin: number): string {
  return tUi("passwordRule", { count: passwordMin });
}
