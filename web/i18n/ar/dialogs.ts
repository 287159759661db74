import type { tDialogs } from "../../rooms/dialog_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const dialogs = {
  copy: "نسخ",
  copied: "نُسخ الرابط.",
  copyByHand: "انسخه بـ \u2066Ctrl C\u2069، أو \u2066⌘ C\u2069 على ماك.",
  messageLink: "رابط هذه الرسالة",
  personName: "الاسم",

  inviteTitle: "دعوة أشخاص",
  inviteLead: "كل من لديه الرابط يمكنه إنشاء حساب. يعمل لمدة سبعة أيام.",
  inviteMake: "إنشاء رابط دعوة",
  inviteMakeAnother: "إنشاء رابط آخر",
  inviteLink: "رابط الدعوة",
  inviteOnce: "انسخه الآن. لن يظهر مرة أخرى.",
  invitesOpen: "الروابط النشطة",
  inviteBy: "من {name}",
  inviteUsed: {
    zero: "حتى {time}، لم يُستخدم",
    one: "حتى {time}، استُخدم مرة واحدة",
    two: "حتى {time}، استُخدم مرتين",
    few: "حتى {time}، استُخدم {count} مرات",
    many: "حتى {time}، استُخدم {count} مرة",
    other: "حتى {time}، استُخدم {count} مرة",
  },
  inviteEmpty: "لا روابط نشطة",
  revoke: "إبطال",
  revokeOf: "إبطال الرابط من {name} الصالح حتى {time}",
  revoked: "أُبطل الرابط",

  unsentTitle: "لم تُرسل",
  unsentText: "لم تعد عضوًا في هذه الغرف.",
  unsentEmpty: "لا رسائل غير مُرسلة",
  unsentRemove: "إزالة",

  resetHint: "سيُسجَّل خروجك من كل مكان آخر.",
  resetSet: "تعيين كلمة المرور",
  resetDone: "تم تعيين كلمة مرورك. سُجِّل خروجك من كل مكان آخر.",
} as const satisfies InOtherWords<typeof tDialogs.english>;
