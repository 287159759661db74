import type { saySide } from "../en/side.ts";
import type { InOtherWords } from "../phrases.ts";

export const side = {
  rooms: "ルーム",
  people: "メンバー",
  mentions: "メンション",
  saved: "保存済み",
  archived: "アーカイブ",
  search: "検索",
  allRooms: "すべてのルーム",
  createRoom: "ルームを作成",
  browseRooms: "ルームを探す",
  newMessage: "新しいメッセージ",
  writeToSomeone: "メッセージを送る",
  width: "サイドバーの幅",
  notSent: "未送信",
  messageNotSent: "送信できなかったメッセージがあります。",
  isPrivate: "非公開",
  isStarred: "スター付き",
  isMuted: "ミュート中",
  hasDraft: "下書き",
  mentionCount: { other: "メンション {count} 件" },
  unreadCount: { other: "未読メッセージ {count} 件" },
  overCap: "{count}+",
} as const satisfies InOtherWords<typeof saySide.english>;
