import type { sayFiles } from "../en/files.ts";
import type { InOtherWords } from "../phrases.ts";

export const files = {
  drop: "أفلت الملفات هنا لإضافتها إلى {room}",
  save: "حفظ",
  close: "إغلاق",
  previous: "الصورة السابقة",
  next: "الصورة التالية",
  facts: "{width} × {height}، {size}",
  factsOfMany: "{width} × {height}، {size} · {at} من {all}",
  tray: "ملفات هذه الرسالة",
  addPicture: "إضافة الصورة",
  tryAgain: "إعادة المحاولة",
  tryFileAgain: "إعادة محاولة {name}",
  cancel: "إلغاء",
  cancelFile: "إلغاء {name}",
  remove: "إزالة",
  removeFile: "إزالة {name}",
  sendingFile: "جارٍ إرسال {name}",
  pictureToo: "كانت في الحافظة صورة أيضًا",
  fileEmpty: "هذا الملف فارغ.",
  fileTooLarge: "كبير جدًا: الحد الأقصى للملف {size}.",
  fileLost: "أُغلقت الصفحة قبل اكتمال رفع هذا الملف. أضفه مرة أخرى.",
  fileNotSent: "تعذّر إرسال هذا الملف.",
  uploadBroke: "انقطع الرفع. حاول مرة أخرى.",
  fileRefused: "لم يقبل الخادم هذا الملف.",
} as const satisfies InOtherWords<typeof sayFiles.english>;
