import type { sayDialogs } from "../en/dialogs.ts";
import type { InOtherWords } from "../phrases.ts";

export const dialogs = {
  copy: "コピー",
  copied: "リンクをコピーしました。",
  copyByHand: "Ctrl C(Mac では ⌘ C)でコピーしてください。",
  messageLink: "このメッセージへのリンク",
  personName: "名前",

  inviteTitle: "招待",
  inviteLead: "リンクを持っている人は、7日間ここでアカウントを作成できます。",
  inviteMake: "招待リンクを作成",
  inviteMakeAnother: "別のリンクを作成",
  inviteLink: "招待リンク",
  inviteOnce: "表示されるのは今だけです。",
  invitesOpen: "有効なリンク",
  inviteBy: "作成者: {name}さん",
  inviteUsed: { other: "{time}まで有効、{count}回使用" },
  inviteEmpty: "有効なリンクはありません。",
  revoke: "取り消す",
  revokeOf: "{name}さんのリンク({time}まで有効)を取り消す",
  revoked: "リンクは使えなくなりました。",

  unsentTitle: "未送信",
  unsentText: "これらのメッセージのルームには、もう参加していません。",
  unsentEmpty: "未送信のものはありません。",
  unsentRemove: "削除",

  resetHint: "ほかの場所ではすべてサインアウトされます。",
  resetSet: "パスワードを設定",
  resetDone: "パスワードを設定しました。ほかの場所ではすべてサインアウトされました。",
} as const satisfies InOtherWords<typeof sayDialogs.english>;
