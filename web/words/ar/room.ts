import type { sayRoom } from "../en/room.ts";
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
  inNoRoom: "لست عضوًا في أي غرفة.",
  whatRoomsAre: "في الغرف يتحدث الناس. انضم إلى غرفة أو أنشئ واحدة.",
  browseRooms: "تصفح الغرف",
  archivedLine: "هذه الغرفة مؤرشفة. يمكن قراءتها ولا يُكتب فيها بعد الآن.",
  close: "إغلاق",
  dismiss: "إخفاء",
  someone: "شخص ما",
  width: "عرض العمود بجانب الغرفة",
} as const satisfies InOtherWords<typeof sayRoom.english>;
