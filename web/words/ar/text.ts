import type { sayText } from "../en/text.ts";
import type { InOtherWords } from "../phrases.ts";

export const text = {
  typingOne: "{name} يكتب الآن",
  typingTwo: "{first} و{second} يكتبان الآن",
  typingSeveral: "عدة أشخاص يكتبون الآن",
  files: {
    zero: "لا ملفات",
    one: "ملف واحد",
    two: "ملفان",
    few: "{count} ملفات",
    many: "{count} ملفًا",
    other: "{count} ملف",
  },
} as const satisfies InOtherWords<typeof sayText.english>;
