import type { tDialogs } from "../../rooms/dialog_words.ts";
import type { InOtherWords } from "../phrases.ts";

export const dialogs = {
  copy: "コピー",
  copied: "リンクをコピーしました。",
  copyByHand: "Ctrl C(Mac では ⌘ C)でコピーしてください。",
  messageLink: "このメッセージへのリンク",
  personName: "名前",

  inviteTitle: "招待",
  inviteLead: "リンクを知っている人はアカウントを作成できます。有効期間は7日間です。",
  inviteMake: "招待リンクを作成",
  inviteMakeAnother: "別のリンクを作成",
  inviteLink: "招待リンク",
  inviteOnce: "今コピーしてください。もう一度表示することはできません。",
  invitesOpen: "有効なリンク",
  inviteBy: "作成者: {name}さん",
  inviteUsed: { other: "{time}まで有効、{count}回使用" },
  inviteEmpty: "有効なリンクはありません",
  revoke: "取り消す",
  revokeOf: "{name}さんのリンク({time}まで有効)を取り消す",
  revoked: "リンクを取り消しました",

  unsentTitle: "未送信",
  unsentText: "これらのルームにはもう参加していません。",
  unsentEmpty: "未送信のメッセージはありません",
  unsentRemove: "削除",

  resetHint: "ほかの場所ではすべてサインアウトされます。",
  resetSet: "パスワードを設定",
  resetDone: "パスワードを設定しました。ほかの場所ではすべてサインアウトされました。",
} as const satisfies InOtherWords<typeof tDialogs.english>;
