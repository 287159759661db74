import type { tConversation } from "../../conversation/words.ts";
import type { InOtherWords } from "../phrases.ts";

export const room = {
  back: "ルーム一覧に戻る",
  room: "ルーム",
  archived: "アーカイブ済み",
  mutedForMe: "ミュート中",
  members: "メンバー",
  pinned: "ピン留め",
  searchHere: "このルームを検索",
  about: "このルームについて",
  roomMenu: "ルームのメニュー",
  isPrivate: "非公開",
  messageTo: "{name} へのメッセージ",
  notFoundMessage: "このメッセージは見つかりませんでした。",
  notLoaded: "メッセージを読み込めませんでした。",
  tryAgain: "もう一度試す",
  noRoom: "ルームなし",
  inNoRoom: "参加しているルームがありません",
  whatRoomsAre: "ルームに参加するか、作成して会話を始めましょう。",
  browseRooms: "ルームを探す",
  archivedLine: "このルームはアーカイブ済みで、閲覧のみできます。",
  close: "閉じる",
  dismiss: "閉じる",
  someone: "だれか",
  width: "パネルの幅",
} as const satisfies InOtherWords<typeof tConversation.english>;
