import type { sayWriting } from "../en/writing.ts";
import type { InOtherWords } from "../phrases.ts";

export const writing = {
  editMessage: "メッセージを編集",
  cancel: "キャンセル",
  save: "保存",
  nothingToSave: "保存する内容がありません。キャンセルするか、メッセージを削除してください。",
  changedElsewhere:
    "このメッセージはその間に別の場所で変更されました。入力した内容はここに残っています。もう一度保存すると置き換わります。",
  notSaved: "保存できませんでした。もう一度お試しください。",
  names: "名前",
  rooms: "ルーム",
  emoji: "絵文字",
  offered: { other: "候補{count}件。上下キーで選び、Enterで採用します。" },
  everyone: "このルームの全メンバー",
  here: "今いるメンバー全員",
  privateRoom: "非公開",
  longPaste: "長いテキスト",
  pasted: { other: "{count}文字を貼り付けました。" },
  tooLongToPaste: { other: "{count}文字はメッセージには長すぎます。" },
  asFile: "ファイルとして送信",
  keepAsText: "テキストのままにする",
  forgetPaste: "送信しない",
  bold: "太字",
  italic: "斜体",
  strike: "取り消し線",
  code: "コード",
  link: "リンク",
  quote: "引用",
  list: "リスト",
} as const satisfies InOtherWords<typeof sayWriting.english>;
