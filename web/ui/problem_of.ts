// What is held of something that went wrong, to be shown: a code with its words, never a sentence of one language.
import { refusalOf, Refused } from "../connection/refused.ts";
import { tUi } from "./words.ts";

export const problemOf = (error: unknown): Refused =>
  refusalOf(error) ?? new Refused("wentWrong", () => tUi("wentWrong"));
