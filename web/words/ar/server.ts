import type { sayServer } from "../en/server.ts";
import type { InOtherWords } from "../phrases.ts";

export const server = {
  server: "الخادم",
  serverLead: "الحالة ومساحة القرص والنشاط.",

  noWarnings: "لا تحذيرات",
  allWell: "كل شيء يعمل.",
  warning: "تحذير",
  warnings: {
    zero: "لا تحذيرات",
    one: "تحذير واحد",
    two: "تحذيران",
    few: "{count} تحذيرات",
    many: "{count} تحذيرًا",
    other: "{count} تحذير",
  },
  warnedSince: "منذ {time}",
  databaseDamaged: "جزء من قاعدة البيانات تالف",
  databaseReadOnly: "للقراءة فقط: قاعدة البيانات تالفة",
  databaseReplaced: "نُقلت قاعدة البيانات أو استُبدلت",
  changesMissing: "تغييرات محفوظة مفقودة",
  diskLow: "القرص ممتلئ تقريبًا",
  logLarge: "سجل قاعدة البيانات كبير جدًا",
  folderOpen: "يمكن لآخرين على الجهاز فتح مجلد البيانات",
  searchStuck: "عملية بحث عالقة",
  clockJumped: "قفزت ساعة الخادم",
  databaseDamagedHelp: "كل ما عدا ذلك يعمل. أصلح قاعدة البيانات أو استعد نسخة احتياطية.",
  databaseReadOnlyHelp: "لا يمكن حفظ أي شيء. أوقف الخادم وأصلح قاعدة البيانات أو استعد نسخة احتياطية.",
  databaseReplacedHelp:
    "لا يُحفظ أي شيء. أوقف الخادم وأعد الملفات الصحيحة إلى مجلد البيانات ثم شغّله من جديد.",
  changesMissingHelp:
    "قاعدة البيانات أقدم مما حُفظ آخر مرة. إن لم يستعد أحد نسخة احتياطية فأوقف الخادم وأعد الملفات الصحيحة.",
  diskLowHelp: "الرفع متوقف والرسائل تعمل. وفّر مساحة على القرص.",
  logLargeHelp: "ربما يُبقي برنامج آخر قاعدة البيانات مفتوحة. أغلقه أو أعد تشغيل الخادم.",
  folderOpenHelp: "نفّذ chmod 700 على مجلد البيانات ثم أعد تشغيل الخادم.",
  searchStuckHelp: "قد لا يعمل البحث. أعد تشغيل الخادم.",
  clockJumpedHelp: "قد تكون أوقات الرسائل خاطئة. تحقق من ساعة الجهاز.",

  disk: "مساحة القرص",
  diskFree: "{free} متاحة من {total}",
  diskReserve: "يتوقف الرفع عندما يبقى {size}، لتتسع المساحة للرسائل دائمًا.",
  diskUnknown: "لا يُبلغ القرص عن مساحته المتاحة.",
  database: "قاعدة البيانات",
  log: "سجل قاعدة البيانات",
  files: "الملفات المرفوعة",

  usage: "المساحة لكل شخص",
  usageNote: "يمكن لكل شخص استخدام {size}.",
  unposted: "{size} لم تُنشر بعد",
  noUsage: "لا ملفات بعد",

  activity: "النشاط",
  online: "المتصلون",
  sockets: "الاتصالات المفتوحة",
  partOf: "{part} من {whole}",
  startedAt: "يعمل منذ",
  version: "الإصدار",
} as const satisfies InOtherWords<typeof sayServer.english>;
