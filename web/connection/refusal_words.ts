// Why the server refused, in the reader's language.
import { spoken } from "../i18n/locale.ts";

interface Refusal {
  code: string;
  /** The server's own sentence, which is English and knows more than the code. */
  message: string;
  field?: string | undefined;
}

/** In other languages: what is said of this code and field, else of the code, else what the server says. */
export function refusalWords({ code, message, field }: Refusal): string {
  const phrases = spoken()?.["refusals"];
  const phrase = phrases?.[`${code} ${field}`] ?? phrases?.[code];
  return typeof phrase === "string" ? phrase : message;
}
