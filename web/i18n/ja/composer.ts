import type { tComposer } from "../../composer/words.ts";
import type { InOtherWords } from "../phrases.ts";

export const composer = {
  replyingTo: "返信先: ",
  doNotReply: "返信をやめる",
  addEmoji: "絵文字を追加",
  addFiles: "ファイルを追加",
  addFilesUpTo: "ファイルを追加（1 件 {size} まで）",
  format: "書式",
  mention: "メンションする",
  send: "送信",
  badCharacter: "このテキストには送信できない文字が含まれています。",
  filesFailed: "失敗したファイルを削除するか、もう一度お試しください",
  tooMany: { other: "{count}文字超過" },
  left: { other: "残り{count}文字" },
  inCode: "コードブロック内のため通知されません: {names}",
  pastedName: "貼り付けたテキスト.txt",
} as const satisfies InOtherWords<typeof tComposer.english>;
