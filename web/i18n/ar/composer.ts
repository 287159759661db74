import type { tComposer } from "../../composer/words.ts";
import type { InOtherWords } from "../phrases.ts";

export const composer = {
  replyingTo: "ردًا على ",
  doNotReply: "إلغاء الرد",
  addEmoji: "إضافة رمز تعبيري",
  addFiles: "إضافة ملفات",
  addFilesUpTo: "إضافة ملفات، حتى \u2066{size}\u2069 لكل ملف",
  format: "تنسيق",
  mention: "الإشارة إلى شخص",
  send: "إرسال",
  badCharacter: "يحتوي هذا النص على حرف لا يمكن إرساله.",
  filesFailed: "أزل الملفات التي تعذّر رفعها أو أعد المحاولة",
  tooMany: {
    zero: "لا زيادة",
    one: "زيادة حرف واحد",
    two: "زيادة حرفين",
    few: "زيادة {count} أحرف",
    many: "زيادة {count} حرفًا",
    other: "زيادة {count} حرف",
  },
  left: {
    zero: "لم يبقَ شيء",
    one: "بقي حرف واحد",
    two: "بقي حرفان",
    few: "بقيت {count} أحرف",
    many: "بقي {count} حرفًا",
    other: "بقي {count} حرف",
  },
  inCode: "داخل كتلة شيفرة، فلن يُخطَر أحد: {names}",
  pastedName: "نص ملصق.txt",
} as const satisfies InOtherWords<typeof tComposer.english>;
