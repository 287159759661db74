import { errorCodes, type ErrorCode } from "../../src/protocol/error_codes.ts";
import { defineWords } from "../i18n/translate.ts";

type FieldsOf<Code extends ErrorCode> = (typeof errorCodes)[Code] extends { fields: infer Fields }
  ? keyof Fields & string
  : never;
type ShownCode = { [C in ErrorCode]: (typeof errorCodes)[C]["phrase"] extends null ? never : C }[ErrorCode];
/** `code`, and `code field`. */
type Phrases = { readonly [C in ShownCode as C | `${C} ${FieldsOf<C>}`]: string };

/**
 * Why the server refused: by its code (SPEC §9), or by code and field where one code has several meanings. The English page
 * shows the server's own sentence and never loads this; it is the source for the other languages (refusal_words.ts).
 */
export const tRefusals = defineWords("refusals", readPhrases());

function readPhrases(): Phrases {
  const all: [string, string][] = [];
  for (const [code, facts] of Object.entries(errorCodes)) {
    if (facts.phrase !== null) all.push([code, facts.phrase]);
    for (const [field, phrase] of Object.entries("fields" in facts ? facts.fields : {})) {
      all.push([`${code} ${field}`, phrase]);
    }
  }
  return Object.fromEntries(all) as Phrases;
}
