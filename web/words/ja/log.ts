import type { sayLog } from "../en/log.ts";
import type { InOtherWords } from "../phrases.ts";

export const log = {
  becameAdmin: "{whom}さんが管理者になりました。",
  becameOwner: "{whom}さんがオーナーになりました。",
  becameMember: "{whom}さんがメンバーになりました。",
  madeAdmin: "{by}さんが{whom}さんを管理者にしました。",
  madeOwner: "{by}さんが{whom}さんをオーナーにしました。",
  madeMember: "{by}さんが{whom}さんをメンバーにしました。",
  deactivated: "{by}さんが{whom}さんを無効にしました。",
  reactivated: "{by}さんが{whom}さんを再び有効にしました。",
  erased: "{by}さんが{whom}さんを消去しました。",
  resetLink: "{by}さんが{whom}さんのパスワード再設定リンクを作成しました。",
  avatarRemoved: "{by}さんが{whom}さんの画像を削除しました。",
  entered: "{by}さんが管理者として入りました。",
  enteredRoom: "{by}さんが管理者としてルーム{room}に入りました。",
  created: "{by}さんがルームを作成しました。",
  madePrivate: "{by}さんがルームを非公開にしました。",
  madePublic: "{by}さんがルームを全員に公開しました。",
  archived: "{by}さんがルームをアーカイブしました。",
  unarchived: "{by}さんがルームのアーカイブを解除しました。",
  cameIn: "{whom}さんが参加しました。",
  added: "{by}さんが{whom}さんを追加しました。",
  left: "{whom}さんが退出しました。",
  removed: "{by}さんが{whom}さんを外しました。",
  deletedMessage: "{by}さんが{whom}さんのメッセージを削除しました。",
} as const satisfies InOtherWords<typeof sayLog.english>;
