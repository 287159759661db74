import type { sayWriting } from "../en/writing.ts";
import type { InOtherWords } from "../phrases.ts";

export const writing = {
  editMessage: "تعديل الرسالة",
  cancel: "إلغاء",
  save: "حفظ",
  nothingToSave: "لا شيء للحفظ. ألغِ التعديل أو احذف الرسالة.",
  changedElsewhere:
    "عُدِّلت هذه الرسالة في مكان آخر في هذه الأثناء. نصك محفوظ هنا: احفظ مرة أخرى لاستبدالها.",
  notSaved: "لم يُحفظ هذا. أعد المحاولة.",
  names: "الأسماء",
  rooms: "الغرف",
  emoji: "الرموز التعبيرية",
  offered: {
    zero: "لا اقتراحات.",
    one: "اقتراح واحد. اختر بالسهمين لأعلى ولأسفل وخذه بمفتاح Enter.",
    two: "اقتراحان. اختر بالسهمين لأعلى ولأسفل وخذ واحدًا بمفتاح Enter.",
    few: "{count} اقتراحات. اختر بالسهمين لأعلى ولأسفل وخذ واحدًا بمفتاح Enter.",
    many: "{count} اقتراحًا. اختر بالسهمين لأعلى ولأسفل وخذ واحدًا بمفتاح Enter.",
    other: "{count} اقتراح. اختر بالسهمين لأعلى ولأسفل وخذ واحدًا بمفتاح Enter.",
  },
  everyone: "كل أعضاء هذه الغرفة",
  here: "كل الأعضاء الموجودين الآن",
  privateRoom: "خاصة",
  longPaste: "نص طويل",
  pasted: {
    zero: "لم تلصق شيئًا.",
    one: "لصقت حرفًا واحدًا.",
    two: "لصقت حرفين.",
    few: "لصقت {count} أحرف.",
    many: "لصقت {count} حرفًا.",
    other: "لصقت {count} حرف.",
  },
  tooLongToPaste: {
    zero: "النص طويل جدًا على رسالة.",
    one: "حرف واحد أطول من أن يكون رسالة.",
    two: "حرفان أطول من أن يكونا رسالة.",
    few: "{count} أحرف أطول من أن تكون رسالة.",
    many: "{count} حرفًا أطول من أن تكون رسالة.",
    other: "{count} حرف أطول من أن تكون رسالة.",
  },
  asFile: "إرسال كملف",
  keepAsText: "الإبقاء عليه نصًا",
  forgetPaste: "عدم الإرسال",
} as const satisfies InOtherWords<typeof sayWriting.english>;
