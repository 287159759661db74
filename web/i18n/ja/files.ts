import type { tFiles } from "../../files/words.ts";
import type { InOtherWords } from "../phrases.ts";

export const files = {
  drop: "ここにドロップすると {room} に追加されます",
  save: "保存",
  close: "閉じる",
  previous: "前の画像",
  next: "次の画像",
  facts: "{width} × {height}、{size}",
  factsOfMany: "{width} × {height}、{size} · {all} 件中 {at} 件目",
  tray: "このメッセージのファイル",
  addPicture: "画像を追加",
  tryAgain: "もう一度試す",
  tryFileAgain: "{name} をもう一度試す",
  cancel: "キャンセル",
  cancelFile: "{name} をキャンセル",
  remove: "取り除く",
  removeFile: "{name} を取り除く",
  sendingFile: "{name} を送信中",
  pictureToo: "クリップボードには画像もありました",
  fileEmpty: "このファイルは空です。",
  fileTooLarge: "大きすぎます。ファイルは{size}までです。",
  fileLost: "アップロードが終わる前にページが閉じられました。もう一度追加してください。",
  fileNotSent: "このファイルを送信できませんでした。",
  uploadBroke: "アップロードが中断されました。もう一度お試しください。",
  fileRefused: "サーバーがこのファイルを受け付けませんでした。",
  filesLeftOut: { other: "1件のメッセージに添付できるファイルは{most}個までです。{count}個を除きました。" },
} as const satisfies InOtherWords<typeof tFiles.english>;
