import type { sayLog } from "../en/log.ts";
import type { InOtherWords } from "../phrases.ts";

export const log = {
  becameAdmin: "أصبح {whom} مشرفًا.",
  becameOwner: "أصبح {whom} مالكًا.",
  becameMember: "أصبح {whom} عضوًا.",
  madeAdmin: "جعل {by} {whom} مشرفًا.",
  madeOwner: "جعل {by} {whom} مالكًا.",
  madeMember: "جعل {by} {whom} عضوًا.",
  deactivated: "عطّل {by} حساب {whom}.",
  reactivated: "أعاد {by} تفعيل حساب {whom}.",
  erased: "محا {by} حساب {whom}.",
  resetLink: "أنشأ {by} رابطًا لكلمة مرور جديدة لـ {whom}.",
  avatarRemoved: "أزال {by} صورة {whom}.",
  entered: "دخل {by} بصفته مشرفًا.",
  enteredRoom: "دخل {by} الغرفة {room} بصفته مشرفًا.",
  created: "أنشأ {by} الغرفة.",
  madePrivate: "جعل {by} الغرفة خاصة.",
  madePublic: "فتح {by} الغرفة للجميع.",
  archived: "أرشف {by} الغرفة.",
  unarchived: "أخرج {by} الغرفة من الأرشيف.",
  cameIn: "انضم {whom}.",
  added: "أضاف {by} {whom}.",
  left: "غادر {whom}.",
  removed: "أزال {by} {whom}.",
  deletedMessage: "حذف {by} رسالة من {whom}.",
} as const satisfies InOtherWords<typeof sayLog.english>;
