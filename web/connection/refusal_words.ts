// Why the server refused, in the reader's language.
import { currentCatalogue } from "../i18n/locale.ts";

interface Refusal {
  code: string;
  /** The server's own English sentence, which may hold more details than the code. */
  message: string;
  field?: string | undefined;
}

/** In other languages: the phrase of the code and field, else of the code, else the server's sentence. */
export function refusalWords({ code, message, field }: Refusal): string {
  const phrases = currentCatalogue()?.["refusals"];
  const phrase = phrases?.[`${code} ${field}`] ?? phrases?.[code];
  return typeof phrase === "string" ? phrase : message;
}
