import type { sayText } from "../en/text.ts";
import type { InOtherWords } from "../phrases.ts";

export const text = {
  typingOne: "{name} schreibt",
  typingTwo: "{first} und {second} schreiben",
  typingSeveral: "Mehrere schreiben",
  files: { one: "{count} Datei", other: "{count} Dateien" },
} as const satisfies InOtherWords<typeof sayText.english>;
