import type { saySettings } from "../en/settings.ts";
import type { InOtherWords } from "../phrases.ts";

export const settings = {
  settings: "الإعدادات",
  back: "رجوع",
  close: "إغلاق",
  saved: "تم الحفظ",
  somethingWrong: "حدث خطأ ما. حاول مرة أخرى.",
} as const satisfies InOtherWords<typeof saySettings.english>;
