import type { tConversation } from "../../conversation/words.ts";
import type { InOtherWords } from "../phrases.ts";

export const room = {
  back: "العودة إلى الغرف",
  room: "غرفة",
  archived: "مؤرشفة",
  mutedForMe: "مكتومة لديك",
  members: "الأعضاء",
  pinned: "المثبتة",
  searchHere: "البحث في هذه الغرفة",
  about: "عن هذه الغرفة",
  roomMenu: "قائمة الغرفة",
  isPrivate: "خاصة",
  messageTo: "رسالة إلى {name}",
  notFoundMessage: "لم يُعثر على هذه الرسالة.",
  notLoaded: "تعذر تحميل الرسائل.",
  tryAgain: "إعادة المحاولة",
  noRoom: "لا غرفة",
  inNoRoom: "لست في أي غرفة",
  whatRoomsAre: "انضم إلى غرفة أو أنشئ واحدة لتبدأ الحديث.",
  browseRooms: "تصفح الغرف",
  archivedLine: "هذه الغرفة مؤرشفة وللقراءة فقط.",
  close: "إغلاق",
  dismiss: "إخفاء",
  someone: "شخص ما",
  width: "عرض اللوحة",
} as const satisfies InOtherWords<typeof tConversation.english>;
