import type { sayRoom } from "../en/room.ts";
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
  inNoRoom: "参加しているルームがありません。",
  whatRoomsAre: "ルームは会話の場所です。参加するか、新しく作成してください。",
  browseRooms: "ルームを探す",
  archivedLine: "このルームはアーカイブされています。読むことはできますが、投稿はできません。",
  close: "閉じる",
  dismiss: "閉じる",
  someone: "だれか",
  width: "ルームの横の列の幅",
} as const satisfies InOtherWords<typeof sayRoom.english>;
